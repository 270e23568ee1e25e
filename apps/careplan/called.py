"""How receipts call the things of this room."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from apps.careplan.models import Appointment, AppointmentSeries, Question, Seat, Task, TaskSeries
from apps.circles import subjects
from apps.circles.access import Access
from apps.circles.subjects import Subject


def _appointments(access: Access) -> Any:
    return Appointment.objects.visible_to(access)


def _tasks(access: Access) -> Any:
    return Task.objects.visible_to(access)


def _series(access: Access) -> Any:
    """A series is as visible as its tasks, and called as they are."""
    tasks = Task.objects.visible_to(access).filter(series=OuterRef("pk")).order_by("pk")
    rows = TaskSeries.objects.visible_to(access).annotate(title=Subquery(tasks.values("title")[:1]))
    return rows.exclude(title=None)


def _visits(access: Access) -> Any:
    """A series of visits is as visible as its dates, and called as they are."""
    dates = Appointment.objects.visible_to(access).filter(series=OuterRef("pk")).order_by("pk")
    rows = AppointmentSeries.objects.visible_to(access)
    return rows.annotate(title=Subquery(dates.values("title")[:1])).exclude(title=None)


def _questions(access: Access) -> Any:
    return Question.objects.visible_to(access)


def _seats(access: Access) -> Any:
    """A seat is as visible as its appointment."""
    seats = Seat.objects.visible_to(access).select_related("appointment")
    return seats.filter(appointment__in=Appointment.objects.visible_to(access))


def _title_of_seat(seat: Seat) -> str:
    return f"{seat.appointment.name}: {seat.get_kind_display()}"


SUBJECTS = (
    Subject("appointment", _("an appointment"), Appointment, _appointments, lambda row: row.name),
    Subject("appointment_series", _("dates"), AppointmentSeries, _visits, lambda row: row.title),
    Subject("question", _("a question"), Question, _questions, lambda row: row.text),
    Subject("task", _("a task"), Task, _tasks, lambda row: row.title),
    Subject("task_series", _("a task"), TaskSeries, _series, lambda row: row.title),
    Subject("seat", _("a place in an appointment"), Seat, _seats, _title_of_seat),
)


def register() -> None:
    for subject in SUBJECTS:
        subjects.register(subject)
