"""Rows of the care plan."""

from apps.careplan.models.appointment_series import AppointmentSeries
from apps.careplan.models.appointments import LONG_TEXT, Appointment
from apps.careplan.models.between import TaskRequest, TaskThanks
from apps.careplan.models.links import TaskLink
from apps.careplan.models.outcomes import NextStep, Outcome
from apps.careplan.models.questions import Question
from apps.careplan.models.seats import Attendance, Seat
from apps.careplan.models.series import TaskSeries
from apps.careplan.models.tasks import MOST_PRESSING, Task

__all__ = [
    "LONG_TEXT",
    "MOST_PRESSING",
    "Appointment",
    "AppointmentSeries",
    "Attendance",
    "NextStep",
    "Outcome",
    "Question",
    "Seat",
    "Task",
    "TaskLink",
    "TaskRequest",
    "TaskSeries",
    "TaskThanks",
]
