"""The plan's rules as pure functions on plain values: when something is, when it is over, who may what."""

from apps.careplan.rules.appointments import (
    DEFAULT_LENGTH,
    DETAILS,
    AppointmentDraft,
    When,
    is_move,
    overlap,
)
from apps.careplan.rules.concerns import Concern, concerns, suits
from apps.careplan.rules.dates import OLDEST, YEARS_AHEAD, in_reach
from apps.careplan.rules.defaults import KIND_DEFAULTS, KindDefaults
from apps.careplan.rules.doses import TICKED_BACK, Due, due_at, due_on, may_tick
from apps.careplan.rules.levels import UNDO_DAYS, level_to_change
from apps.careplan.rules.medicines import (
    MedicineDraft,
    Stock,
    SupplyDraft,
    WatchDraft,
    holds_from,
    stock,
)
from apps.careplan.rules.outcomes import OutcomeDraft
from apps.careplan.rules.places import LONGEST_WAY, dial, leave_at, map_url
from apps.careplan.rules.questions import QuestionDraft, is_narrower, narrower
from apps.careplan.rules.recurrence import LONGEST_STEP, MOST_TIMES, Repeat, days_of, is_shortened
from apps.careplan.rules.rhythms import MOST_DAYS, NAMED_CYCLES, Course, CyclePlace, Pause, Rhythm
from apps.careplan.rules.seats import may_need_lift, may_take_seat
from apps.careplan.rules.series import NoSuchTime, follow, on_day, series_of
from apps.careplan.rules.task_hours import EVENING, MORNING, reminded_at, wanted_at
from apps.careplan.rules.tasks import Hours, Shows, TaskDraft, when_of
from apps.careplan.rules.treatments import TeamDraft, TreatmentDraft
from apps.careplan.rules.weeks import (
    WEEK,
    days_from,
    monday_of,
    month_from,
    next_month,
    previous_month,
    weeks_of,
)
from apps.careplan.rules.workload import Load, Share, coming, lately

__all__ = [
    "DEFAULT_LENGTH",
    "DETAILS",
    "EVENING",
    "KIND_DEFAULTS",
    "LONGEST_STEP",
    "LONGEST_WAY",
    "MORNING",
    "MOST_DAYS",
    "MOST_TIMES",
    "NAMED_CYCLES",
    "OLDEST",
    "TICKED_BACK",
    "UNDO_DAYS",
    "WEEK",
    "YEARS_AHEAD",
    "AppointmentDraft",
    "Concern",
    "Course",
    "CyclePlace",
    "Due",
    "Hours",
    "KindDefaults",
    "Load",
    "MedicineDraft",
    "NoSuchTime",
    "OutcomeDraft",
    "Pause",
    "QuestionDraft",
    "Repeat",
    "Rhythm",
    "Share",
    "Shows",
    "Stock",
    "SupplyDraft",
    "TaskDraft",
    "TeamDraft",
    "TreatmentDraft",
    "WatchDraft",
    "When",
    "coming",
    "concerns",
    "days_from",
    "days_of",
    "dial",
    "due_at",
    "due_on",
    "follow",
    "holds_from",
    "in_reach",
    "is_move",
    "is_narrower",
    "is_shortened",
    "lately",
    "leave_at",
    "level_to_change",
    "map_url",
    "may_need_lift",
    "may_take_seat",
    "may_tick",
    "monday_of",
    "month_from",
    "narrower",
    "next_month",
    "on_day",
    "overlap",
    "previous_month",
    "reminded_at",
    "series_of",
    "stock",
    "suits",
    "wanted_at",
    "weeks_of",
    "when_of",
]
