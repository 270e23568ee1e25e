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
from apps.circles.rules.invitations import (
    CODE_LENGTH,
    Standing,
    call_name,
    code_from,
    grouped,
    is_over,
    narrowed,
    needs_confirmation,
    plain_code,
)
from apps.circles.rules.levels import (
    allows,
    default_levels,
    in_close_circle,
    is_current,
    may_see_item,
)

__all__ = [
    "CODE_LENGTH",
    "Capacity",
    "Fit",
    "Known",
    "Standing",
    "Window",
    "allows",
    "as_known",
    "call_name",
    "code_from",
    "default_levels",
    "fit",
    "grouped",
    "has_room",
    "in_close_circle",
    "is_current",
    "is_over",
    "may_see_item",
    "narrowed",
    "needs_confirmation",
    "plain_code",
    "what_is_known",
]
