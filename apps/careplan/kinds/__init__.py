"""The words of the care plan: kinds of appointments and tasks, who comes along, answers, how things stand."""

from apps.careplan.kinds.appointments import (
    Answer,
    AppointmentKind,
    SeatKind,
    SeatWords,
    Status,
    Words,
)
from apps.careplan.kinds.recurrence import Unit
from apps.careplan.kinds.tasks import RequestStatus, TaskGroup, TaskHabits, TaskKind, TaskStatus

__all__ = [
    "Answer",
    "AppointmentKind",
    "RequestStatus",
    "SeatKind",
    "SeatWords",
    "Status",
    "TaskGroup",
    "TaskHabits",
    "TaskKind",
    "TaskStatus",
    "Unit",
    "Words",
]
