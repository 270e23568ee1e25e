"""A circle, the people in it, whom it invited, and the receipts of who looked and who changed what."""

from apps.circles.models.circles import Circle
from apps.circles.models.contacts import Contact
from apps.circles.models.invitations import MAX_INVITATION_ATTEMPTS, Invitation
from apps.circles.models.memberships import Membership, MembershipQuerySet
from apps.circles.models.own_side import FreeTime, Limits, OwnNotes
from apps.circles.models.owned import CircleOwned, CircleOwnedQuerySet
from apps.circles.models.receipts import Receipt

__all__ = [
    "MAX_INVITATION_ATTEMPTS",
    "Circle",
    "CircleOwned",
    "CircleOwnedQuerySet",
    "Contact",
    "FreeTime",
    "Invitation",
    "Limits",
    "Membership",
    "MembershipQuerySet",
    "OwnNotes",
    "Receipt",
]
