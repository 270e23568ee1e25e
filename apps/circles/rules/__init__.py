"""Who may do what, and what a helper has room for, as pure functions on plain values."""

from apps.circles.rules.capacity import (
    Capacity,
    Fit,
    Known,
    Window,
    as_known,
    fit,
    has_room,
    what_is_known,
)
from apps.circles.rules.levels import (
    allows,
    default_levels,
    in_close_circle,
    is_current,
)
from apps.circles.rules.places import (
    Place,
    Refusal,
    capped,
    goes_too_far,
    levels_for_role,
    levels_to_give,
    review_is_due,
    roles_to_give,
    why_not,
)
from apps.circles.rules.sharing import (
    FOR_ALL,
    NO_SAY,
    Sharing,
    SharingOffer,
    may_see_item,
    sharing_offer,
)

__all__ = [
    "FOR_ALL",
    "NO_SAY",
    "Capacity",
    "Fit",
    "Known",
    "Place",
    "Refusal",
    "Sharing",
    "SharingOffer",
    "Window",
    "allows",
    "as_known",
    "capped",
    "default_levels",
    "fit",
    "goes_too_far",
    "has_room",
    "in_close_circle",
    "is_current",
    "levels_for_role",
    "levels_to_give",
    "may_see_item",
    "review_is_due",
    "roles_to_give",
    "sharing_offer",
    "what_is_known",
    "why_not",
]
