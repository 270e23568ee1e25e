"""Rows of the care plan."""

from apps.careplan.models.appointments import LONG_TEXT, Appointment
from apps.careplan.models.outcomes import NextStep, Outcome
from apps.careplan.models.questions import Question
from apps.careplan.models.seats import Attendance, Seat
from apps.careplan.models.series import Series
from apps.careplan.models.tasks import MOST_PRESSING, Task

__all__ = [
    "LONG_TEXT",
    "MOST_PRESSING",
    "Appointment",
    "Attendance",
    "NextStep",
    "Outcome",
    "Question",
    "Seat",
    "Series",
    "Task",
]
