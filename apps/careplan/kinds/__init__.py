"""The words of the care plan: kinds of appointments, who comes along, answers, and how things stand."""

from apps.careplan.kinds.appointments import AppointmentKind, Status
from apps.careplan.kinds.questions import QuestionStatus
from apps.careplan.kinds.seats import Answer, SeatKind, SeatWords, Words
from apps.careplan.kinds.series import Scope, Unit, Weekday
from apps.careplan.kinds.tasks import TaskStatus

__all__ = [
    "Answer",
    "AppointmentKind",
    "QuestionStatus",
    "Scope",
    "SeatKind",
    "SeatWords",
    "Status",
    "TaskStatus",
    "Unit",
    "Weekday",
    "Words",
]
