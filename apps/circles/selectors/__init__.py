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
    Everyone,
    Person,
    current_members,
    everyone,
    has_patient,
)
from apps.circles.selectors.places import (
    PlacePage,
    Span,
    Step,
    may_bring_back,
    may_mark_close,
    member,
    place_page,
    why_not_to_change,
)
from apps.circles.selectors.receipts import (
    Line,
    Looked,
    everyone_who_was_here,
    lately,
    may_read_receipts,
    who_looked,
)
from apps.circles.selectors.sharing import sharing_offer, will_see
from apps.circles.selectors.turns import (
    first_coordinator,
    may_close,
    may_reopen,
    open_handover,
    stand_in,
    takers,
)

__all__ = [
    "SHOWN_SECTIONS",
    "Everyone",
    "Gift",
    "Invited",
    "Line",
    "Looked",
    "OwnPlace",
    "Person",
    "PlacePage",
    "Span",
    "Step",
    "capacity_of",
    "current_members",
    "everyone",
    "everyone_who_was_here",
    "first_coordinator",
    "has_patient",
    "invitation",
    "is_member",
    "is_unwelcome_inviter",
    "lately",
    "may_bring_back",
    "may_close",
    "may_mark_close",
    "may_read_receipts",
    "may_reopen",
    "member",
    "open_handover",
    "open_invitations",
    "own_free_times",
    "own_limits",
    "own_notes",
    "own_place",
    "place_page",
    "sharing_offer",
    "stand_in",
    "takers",
    "what_it_gives",
    "who_looked",
    "why_not_to_change",
    "will_see",
]
