"""The words of the care plan: kinds of appointments and tasks, who comes along, answers, how things stand."""

from apps.careplan.kinds.appointments import (
    AppointmentKind,
    Status,
)
from apps.careplan.kinds.history import (
    FIELDS,
    STATES,
    UNTOLD,
    WHEN,
    Kept,
)
from apps.careplan.kinds.medicines import (
    ClockChange,
    DoseState,
    Food,
    RhythmKind,
    WatchKind,
)
from apps.careplan.kinds.questions import (
    QuestionStatus,
)
from apps.careplan.kinds.recurrence import (
    Scope,
    Unit,
)
from apps.careplan.kinds.seats import (
    Answer,
    SeatKind,
    SeatWords,
    Words,
)
from apps.careplan.kinds.tasks import (
    RequestStatus,
    TaskGroup,
    TaskHabits,
    TaskKind,
    TaskStatus,
)
from apps.careplan.kinds.treatments import (
    TreatmentKind,
    Worry,
)

__all__ = [
    "FIELDS",
    "STATES",
    "UNTOLD",
    "WHEN",
    "Answer",
    "AppointmentKind",
    "ClockChange",
    "DoseState",
    "Food",
    "Kept",
    "QuestionStatus",
    "RequestStatus",
    "RhythmKind",
    "Scope",
    "SeatKind",
    "SeatWords",
    "Status",
    "TaskGroup",
    "TaskHabits",
    "TaskKind",
    "TaskStatus",
    "TreatmentKind",
    "Unit",
    "WatchKind",
    "Words",
    "Worry",
]
