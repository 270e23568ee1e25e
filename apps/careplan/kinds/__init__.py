"""The words of the care plan: kinds of appointments and tasks, who comes along, answers, how things stand."""

from apps.careplan.kinds.appointments import (
    Answer,
    AppointmentKind,
    SeatKind,
    SeatWords,
    Status,
    Words,
)
from apps.careplan.kinds.tasks import TaskGroup, TaskHabits, TaskKind, TaskStatus

__all__ = [
    "Answer",
    "AppointmentKind",
    "SeatKind",
    "SeatWords",
    "Status",
    "TaskGroup",
    "TaskHabits",
    "TaskKind",
    "TaskStatus",
    "Words",
]
