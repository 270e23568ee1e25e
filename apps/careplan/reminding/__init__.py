"""What reminders of this room's things may say: one subject a kind of thing, registered in ``apps.py``."""

from apps.careplan.reminding.appointments import AppointmentSubject
from apps.careplan.reminding.asked_tasks import TaskRequestSubject
from apps.careplan.reminding.company import CompanySubject
from apps.careplan.reminding.doses import DoseSubject
from apps.careplan.reminding.freed import FreedSeatSubject, FreedTaskSubject
from apps.careplan.reminding.seats import SeatSubject
from apps.careplan.reminding.tasks import TaskSubject
from apps.careplan.reminding.wanted_tasks import WantedTaskSubject

__all__ = [
    "AppointmentSubject",
    "CompanySubject",
    "DoseSubject",
    "FreedSeatSubject",
    "FreedTaskSubject",
    "SeatSubject",
    "TaskRequestSubject",
    "TaskSubject",
    "WantedTaskSubject",
]
