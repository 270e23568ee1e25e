"""A circle, the people in it, whom it invited, and the receipts of who looked and who changed what."""

from apps.circles.models.circles import Circle
from apps.circles.models.contacts import Contact
from apps.circles.models.history import AccessPeriod, PlaceReview
from apps.circles.models.invitations import MAX_INVITATION_ATTEMPTS, Invitation
from apps.circles.models.memberships import Membership, MembershipQuerySet
from apps.circles.models.own_side import FreeTime, Limits, OwnNotes
from apps.circles.models.owned import CircleOwned, CircleOwnedQuerySet
from apps.circles.models.receipts import Receipt
from apps.circles.models.turns import Handover, StandIn

__all__ = [
    "MAX_INVITATION_ATTEMPTS",
    "AccessPeriod",
    "Circle",
    "CircleOwned",
    "CircleOwnedQuerySet",
    "Contact",
    "FreeTime",
    "Handover",
    "Invitation",
    "Limits",
    "Membership",
    "MembershipQuerySet",
    "OwnNotes",
    "PlaceReview",
    "Receipt",
    "StandIn",
]
