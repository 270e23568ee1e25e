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
    may_see_item,
)

__all__ = [
    "Capacity",
    "Fit",
    "Known",
    "Window",
    "allows",
    "as_known",
    "default_levels",
    "fit",
    "has_room",
    "in_close_circle",
    "is_current",
    "may_see_item",
    "what_is_known",
]
