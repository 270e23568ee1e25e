"""The plan's rules as pure functions on plain values: when something is, when it is over, who may what."""

from apps.careplan.rules.appointments import (
    DEFAULT_LENGTH,
    AppointmentDraft,
    When,
    is_move,
    may_take_seat,
)
from apps.careplan.rules.dates import OLDEST, YEARS_AHEAD, in_reach
from apps.careplan.rules.levels import level_to_change
from apps.careplan.rules.tasks import Hours, TaskDraft, when_of

__all__ = [
    "DEFAULT_LENGTH",
    "OLDEST",
    "YEARS_AHEAD",
    "AppointmentDraft",
    "Hours",
    "TaskDraft",
    "When",
    "in_reach",
    "is_move",
    "level_to_change",
    "may_take_seat",
    "when_of",
]
