"""Reads of this room: the people of a circle and whom it invited."""

from apps.circles.selectors.invitations import (
    Gift,
    Invited,
    invitation,
    is_member,
    is_unwelcome_inviter,
    open_invitations,
    what_it_gives,
)
from apps.circles.selectors.own_place import OwnPlace, own_place
from apps.circles.selectors.own_side import (
    capacity_of,
    own_free_times,
    own_limits,
    own_notes,
)
from apps.circles.selectors.people import (
    SHOWN_SECTIONS,
    Person,
    current_members,
    has_patient,
    people,
)

__all__ = [
    "SHOWN_SECTIONS",
    "Gift",
    "Invited",
    "OwnPlace",
    "Person",
    "capacity_of",
    "current_members",
    "has_patient",
    "invitation",
    "is_member",
    "is_unwelcome_inviter",
    "open_invitations",
    "own_free_times",
    "own_limits",
    "own_notes",
    "own_place",
    "people",
    "what_it_gives",
]
