"""The people who edit and review the library are invited here, by whoever runs the site."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from apps.accounts.services import forget_passkeys
from apps.library import services


class Command(BaseCommand):
    help = "Invite someone to edit the library, or let them set up a new passkey."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        invite = actions.add_parser(
            "invite", help="make a member of staff and mail them the way in"
        )
        invite.add_argument("email")
        invite.add_argument(
            "--reviewer", action="store_true", help="may also say who reviewed an article"
        )
        forget = actions.add_parser("forget-passkey", help="they set up a new one next time")
        forget.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError("That is not an email address.") from error
        if options["action"] == "invite":
            services.invite_operator(email, is_reviewer=options["reviewer"])
            self.stdout.write("Invited: the way in is on its way by mail.")
        elif forget_passkeys(email):
            self.stdout.write(
                "Forgotten, and signed out everywhere: they set up a new passkey when they next come in."
            )
        else:
            raise CommandError("No member of staff has that address.")
