"""Rows of the care plan."""

from apps.careplan.models.appointments import LONG_TEXT, Appointment, Attendance, Seat
from apps.careplan.models.between import TaskRequest, TaskThanks
from apps.careplan.models.links import TaskLink
from apps.careplan.models.series import TaskSeries
from apps.careplan.models.tasks import MOST_PRESSING, Task

__all__ = [
    "LONG_TEXT",
    "MOST_PRESSING",
    "Appointment",
    "Attendance",
    "Seat",
    "Task",
    "TaskLink",
    "TaskRequest",
    "TaskSeries",
    "TaskThanks",
]
