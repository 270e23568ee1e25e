"""The words of the care plan: kinds of appointments, who comes along, answers, medicines, and how things stand."""

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
from apps.careplan.kinds.tasks import TaskStatus
from apps.careplan.kinds.treatments import TreatmentKind, Worry

__all__ = [
    "Answer",
    "AppointmentKind",
    "ClockChange",
    "DoseState",
    "Food",
    "RhythmKind",
    "SeatKind",
    "SeatWords",
    "Status",
    "TaskStatus",
    "TreatmentKind",
    "WatchKind",
    "Weekday",
    "Words",
    "Worry",
]
