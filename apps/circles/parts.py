"""What people take along of their circles."""

from django.utils.translation import gettext_lazy as _

from apps.circles.models import Contact, FreeTime, Invitation, Limits, Membership, OwnNotes
from apps.core.portable import Part

PARTS = (
    Part(OwnNotes, _("Your own notes"), ("circle", "text"), owner="membership__user"),
    Part(
        Limits,
        _("Your limits"),
        ("circle", "cannot_drive", "no_nights", "hours_a_week", "in_own_words", "is_shared"),
        owner="membership__user",
    ),
    Part(
        FreeTime,
        _("When you can"),
        ("circle", "weekday", "begins", "ends"),
        owner="membership__user",
    ),
    Part(
        Membership,
        _("Your circles"),
        ("circle", "role", "relationship", "starts_on", "ends_on"),
        owner="user",
    ),
    Part(Contact, _("People without an account"), ("name", "email", "phone")),
    Part(Invitation, _("Whom the circle invited"), ("name", "role", "expires_at", "accepted_at")),
)
