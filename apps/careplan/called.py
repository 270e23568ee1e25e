"""How receipts call the things of this room."""

from collections.abc import Callable
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from apps.careplan.models import (
    Appointment,
    AppointmentSeries,
    Dose,
    Medicine,
    MedicinePause,
    NextStep,
    Outcome,
    Question,
    Seat,
    Supply,
    Task,
    TaskSeries,
    TeamMember,
    Treatment,
)
from apps.circles import subjects
from apps.circles.access import Access
from apps.circles.models import CircleOwned
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


def _outcomes(access: Access) -> Any:
    """As visible as the visit they are of."""
    rows = Outcome.objects.visible_to(access).select_related("appointment")
    return rows.filter(appointment__in=Appointment.objects.visible_to(access))


def _next_steps(access: Access) -> Any:
    rows = NextStep.objects.visible_to(access)
    return rows.filter(appointment__in=Appointment.objects.visible_to(access))


def _questions(access: Access) -> Any:
    return Question.objects.visible_to(access)


def _seats(access: Access) -> Any:
    """A seat is as visible as its appointment."""
    seats = Seat.objects.visible_to(access).select_related("appointment")
    return seats.filter(appointment__in=Appointment.objects.visible_to(access))


def _title_of_seat(seat: Seat) -> str:
    return f"{seat.appointment.name}: {seat.get_kind_display()}"


def _medicines(access: Access) -> Any:
    return Medicine.objects.visible_to(access)


def _of_medicine(model: type[CircleOwned]) -> Callable[[Access], Any]:
    """What belongs to a medicine is as visible as it, and called as it is."""
    return lambda access: (
        model.objects.visible_to(access)
        .filter(medicine__in=Medicine.objects.visible_to(access))
        .select_related("medicine")
    )


def _treatments(access: Access) -> Any:
    return Treatment.objects.visible_to(access)


def _team(access: Access) -> Any:
    return TeamMember.objects.visible_to(access)


def _name(row: Any) -> str:
    return str(row.name)


def _name_of_medicine(row: Any) -> str:
    return str(row.medicine.name)


SUBJECTS = (
    Subject("medicine", _("a medicine"), Medicine, _medicines, _name),
    Subject("watch", _("reminders of a medicine"), Medicine, _medicines, _name),
    Subject("dose", _("a dose"), Dose, _of_medicine(Dose), _name_of_medicine),
    Subject("pause", _("a pause"), MedicinePause, _of_medicine(MedicinePause), _name_of_medicine),
    Subject("supply", _("what is left"), Supply, _of_medicine(Supply), _name_of_medicine),
    Subject("treatment", _("a treatment"), Treatment, _treatments, _name),
    Subject("team_member", _("someone of the care team"), TeamMember, _team, _name),
    Subject("appointment", _("an appointment"), Appointment, _appointments, lambda row: row.name),
    Subject("appointment_series", _("dates"), AppointmentSeries, _visits, lambda row: row.title),
    Subject("outcome", _("what was said"), Outcome, _outcomes, lambda row: row.appointment.name),
    Subject("next_step", _("a next step"), NextStep, _next_steps, lambda row: row.text),
    Subject("question", _("a question"), Question, _questions, lambda row: row.text),
    Subject("task", _("a task"), Task, _tasks, lambda row: row.title),
    Subject("task_series", _("a task"), TaskSeries, _series, lambda row: row.title),
    Subject("seat", _("a place in an appointment"), Seat, _seats, _title_of_seat),
)


def register() -> None:
    for subject in SUBJECTS:
        subjects.register(subject)
