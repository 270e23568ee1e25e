"""The last resort for someone who lost every way of signing in. docs/sign-in.md says whom to believe."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.core.validators import validate_email

from apps.accounts import selectors, services
from apps.core.errors import RuleError


class Command(BaseCommand):
    help = "Give someone who lost mailbox or phone their account back, after a week in which they can say no."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        begin = actions.add_parser(
            "begin", help="both addresses are told; it happens in seven days"
        )
        begin.add_argument("email")
        begin.add_argument("--to", default="", help="the new address, for a lost mailbox")
        begin.add_argument("--drop-second-step", action="store_true", help="for a lost phone")
        stop = actions.add_parser("stop", help="stop what waits for this account")
        stop.add_argument("email")

    def handle(self, *args: Any, action: str, email: str, **options: Any) -> None:
        if action == "stop":
            self._stop(email)
            return
        if not (options["to"] or options["drop_second_step"]):
            raise CommandError("Say what was lost: --to NEW_ADDRESS, --drop-second-step, or both.")
        try:
            if options["to"]:
                validate_email(options["to"].strip())
            change = services.ask_for_someone(
                email, new_email=options["to"], drops_second_step=options["drop_second_step"]
            )
        except RuleError as error:
            raise CommandError(error.message) from error
        except ValidationError as error:
            raise CommandError("--to is not an email address.") from error
        self.stdout.write(f"Begun. It happens on {change.due_at:%d %B %Y} unless someone says no.")
        if change.proved_at is None:
            self.stdout.write("The new address has a mail with a link: without it nothing happens.")

    def _stop(self, email: str) -> None:
        change = selectors.waiting_email_change_of(email)
        if change is None:
            raise CommandError("Nothing waits for that account.")
        services.stop_email_change(change)
        self.stdout.write("Stopped.")
