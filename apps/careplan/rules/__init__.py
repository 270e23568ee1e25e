"""The plan's rules as pure functions on plain values: when something is, when it is over, who may what."""

from apps.careplan.rules.appointments import (
    DEFAULT_LENGTH,
    AppointmentDraft,
    When,
    is_move,
    may_take_seat,
)
from apps.careplan.rules.concerns import (
    Concern,
    concerns,
    suits,
)
from apps.careplan.rules.dates import (
    OLDEST,
    YEARS_AHEAD,
    in_reach,
)
from apps.careplan.rules.doses import (
    Due,
    due_at,
    due_on,
    may_tick,
)
from apps.careplan.rules.levels import (
    level_to_change,
)
from apps.careplan.rules.medicines import (
    MedicineDraft,
    Stock,
    SupplyDraft,
    WatchDraft,
    holds_from,
    stock,
)
from apps.careplan.rules.recurrence import (
    MOST_TIMES,
    Repeat,
    days_of,
)
from apps.careplan.rules.rhythms import (
    MOST_DAYS,
    NAMED_CYCLES,
    Course,
    CyclePlace,
    Pause,
    Rhythm,
)
from apps.careplan.rules.series import (
    NoSuchTime,
    follow,
    on_day,
    series_of,
)
from apps.careplan.rules.tasks import (
    Hours,
    Shows,
    TaskDraft,
    when_of,
)
from apps.careplan.rules.treatments import (
    TeamDraft,
    TreatmentDraft,
    dialled,
)

__all__ = [
    "DEFAULT_LENGTH",
    "MOST_DAYS",
    "MOST_TIMES",
    "NAMED_CYCLES",
    "OLDEST",
    "YEARS_AHEAD",
    "AppointmentDraft",
    "Concern",
    "Course",
    "CyclePlace",
    "Due",
    "Hours",
    "MedicineDraft",
    "NoSuchTime",
    "Pause",
    "Repeat",
    "Rhythm",
    "Shows",
    "Stock",
    "SupplyDraft",
    "TaskDraft",
    "TeamDraft",
    "TreatmentDraft",
    "WatchDraft",
    "When",
    "concerns",
    "days_of",
    "dialled",
    "due_at",
    "due_on",
    "follow",
    "holds_from",
    "in_reach",
    "is_move",
    "level_to_change",
    "may_take_seat",
    "may_tick",
    "on_day",
    "series_of",
    "stock",
    "suits",
    "when_of",
]
