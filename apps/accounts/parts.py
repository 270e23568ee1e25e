"""What an account takes along."""

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import EmailChange, TermsAcceptance, User
from apps.core.portable import Part, Told


def _language(row: User) -> str:
    return str(get_language_info(row.language)["name_translated"]) if row.language else ""


PARTS = (
    Part(
        User,
        _("You"),
        {
            "name": _("Name"),
            "email": _("Email"),
            "phone": _("Phone"),
            "language": Told(_("Language"), _language),
            "time_zone": _("Time zone"),
            "joined_at": _("Here since"),
        },
        owner="pk",
    ),
    Part(
        TermsAcceptance,
        _("What you accepted"),
        {"document": _("What"), "version": _("Version"), "accepted_at": _("Accepted on")},
        owner="user",
    ),
    Part(
        EmailChange,
        _("Changes of your address"),
        {
            "old_email": _("Old address"),
            "new_email": _("New address"),
            "asked_at": _("Asked on"),
            "done_at": _("Done on"),
            "stopped_at": _("Stopped on"),
        },
        owner="user",
    ),
)
