"""How receipts call the things of this room."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.careplan.models import Appointment, Seat, Task
from apps.circles import subjects
from apps.circles.access import Access
from apps.circles.subjects import Subject


def _appointments(access: Access) -> Any:
    return Appointment.objects.visible_to(access)


def _tasks(access: Access) -> Any:
    return Task.objects.visible_to(access)


def _seats(access: Access) -> Any:
    """A seat is as visible as its appointment."""
    seats = Seat.objects.visible_to(access).select_related("appointment")
    return seats.filter(appointment__in=Appointment.objects.visible_to(access))


def _title_of_seat(seat: Seat) -> str:
    return f"{seat.appointment.name}: {seat.get_kind_display()}"


SUBJECTS = (
    Subject("appointment", _("an appointment"), Appointment, _appointments, lambda row: row.name),
    Subject("task", _("a task"), Task, _tasks, lambda row: row.title),
    Subject("seat", _("a place in an appointment"), Seat, _seats, _title_of_seat),
)


def register() -> None:
    for subject in SUBJECTS:
        subjects.register(subject)
