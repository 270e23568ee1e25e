"""What an account takes along."""

from django.utils.translation import gettext_lazy as _

from apps.accounts.models import EmailChange, TermsAcceptance, User
from apps.core.portable import Part

PARTS = (
    Part(
        User, _("You"), ("name", "email", "phone", "language", "time_zone", "joined_at"), owner="pk"
    ),
    Part(
        TermsAcceptance,
        _("What you accepted"),
        ("document", "version", "accepted_at"),
        owner="user",
    ),
    Part(
        EmailChange,
        _("Changes of your address"),
        ("old_email", "new_email", "asked_at", "done_at", "stopped_at"),
        owner="user",
    ),
)
