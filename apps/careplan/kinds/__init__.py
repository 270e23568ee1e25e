"""The words of the care plan: kinds of appointments and tasks, who comes along, answers, how things stand."""

from apps.careplan.kinds.appointments import (
    Answer,
    AppointmentKind,
    SeatKind,
    SeatWords,
    Status,
    Words,
)
from apps.careplan.kinds.medicines import (
    ClockChange,
    DoseState,
    Food,
    RhythmKind,
    WatchKind,
    Weekday,
)
from apps.careplan.kinds.recurrence import (
    Unit,
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
    "Answer",
    "AppointmentKind",
    "ClockChange",
    "DoseState",
    "Food",
    "RequestStatus",
    "RhythmKind",
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
    "Weekday",
    "Words",
    "Worry",
]
