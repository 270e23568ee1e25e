"""The plan's rules as pure functions on plain values: when something is, when it is over, who may what."""

from apps.careplan.rules.appointments import (
    DEFAULT_LENGTH,
    AppointmentDraft,
    When,
    is_move,
    may_take_seat,
)
from apps.careplan.rules.concerns import Concern, concerns, suits
from apps.careplan.rules.dates import OLDEST, YEARS_AHEAD, in_reach
from apps.careplan.rules.levels import level_to_change
from apps.careplan.rules.recurrence import MOST_TIMES, Repeat, days_of
from apps.careplan.rules.series import NoSuchTime, follow, on_day, series_of
from apps.careplan.rules.task_hours import reminded_at, wanted_at
from apps.careplan.rules.tasks import Hours, Shows, TaskDraft, when_of
from apps.careplan.rules.workload import Load, Share, coming, lately

__all__ = [
    "DEFAULT_LENGTH",
    "MOST_TIMES",
    "OLDEST",
    "YEARS_AHEAD",
    "AppointmentDraft",
    "Concern",
    "Hours",
    "Load",
    "NoSuchTime",
    "Repeat",
    "Share",
    "Shows",
    "TaskDraft",
    "When",
    "coming",
    "concerns",
    "days_of",
    "follow",
    "in_reach",
    "is_move",
    "lately",
    "level_to_change",
    "may_take_seat",
    "on_day",
    "reminded_at",
    "series_of",
    "suits",
    "wanted_at",
    "when_of",
]
