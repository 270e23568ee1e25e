"""The plan's rules as pure functions on plain values: when something is, when it is over, who may what."""

from apps.careplan.rules.appointments import (
    DEFAULT_LENGTH,
    AppointmentDraft,
    When,
    is_move,
    may_take_seat,
)
from apps.careplan.rules.dates import OLDEST, YEARS_AHEAD, in_reach
from apps.careplan.rules.doses import Due, due_at, due_on, may_tick
from apps.careplan.rules.levels import level_to_change
from apps.careplan.rules.medicines import (
    MedicineDraft,
    Stock,
    SupplyDraft,
    WatchDraft,
    holds_from,
    stock,
)
from apps.careplan.rules.rhythms import (
    MOST_DAYS,
    NAMED_CYCLES,
    Course,
    CyclePlace,
    Pause,
    Rhythm,
)
from apps.careplan.rules.tasks import TaskDraft
from apps.careplan.rules.treatments import TeamDraft, TreatmentDraft, dialled

__all__ = [
    "DEFAULT_LENGTH",
    "MOST_DAYS",
    "NAMED_CYCLES",
    "OLDEST",
    "YEARS_AHEAD",
    "AppointmentDraft",
    "Course",
    "CyclePlace",
    "Due",
    "MedicineDraft",
    "Pause",
    "Rhythm",
    "Stock",
    "SupplyDraft",
    "TaskDraft",
    "TeamDraft",
    "TreatmentDraft",
    "WatchDraft",
    "When",
    "dialled",
    "due_at",
    "due_on",
    "holds_from",
    "in_reach",
    "is_move",
    "level_to_change",
    "may_take_seat",
    "may_tick",
    "stock",
]
