"""How receipts call the things of this room."""

from collections.abc import Callable
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from apps.careplan.kinds import AppointmentKind, SeatKind
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
from apps.circles.kinds import Action
from apps.circles.models import CircleOwned
from apps.circles.subjects import Subject


def _appointments(access: Access) -> Any:
    return Appointment.objects.visible_to(access)


def _tasks(access: Access) -> Any:
    return Task.objects.visible_to(access)


def _series(access: Access) -> Any:
    """A series is called as its tasks are."""
    tasks = Task.objects.visible_to(access).filter(series=OuterRef("pk")).order_by("pk")
    titles = Subquery(tasks.values("title")[:1])
    return TaskSeries.objects.visible_to(access).annotate(title=titles)


def _visits(access: Access) -> Any:
    """A series of visits is called as its dates are."""
    dates = Appointment.objects.visible_to(access).filter(series=OuterRef("pk")).order_by("pk")
    rows = AppointmentSeries.objects.visible_to(access)
    return rows.annotate(title=Subquery(dates.values("title")[:1]))


def _outcomes(access: Access) -> Any:
    return Outcome.objects.visible_to(access)


def _next_steps(access: Access) -> Any:
    rows = NextStep.objects.visible_to(access)
    return rows.filter(appointment__in=Appointment.objects.visible_to(access))


def _questions(access: Access) -> Any:
    return Question.objects.visible_to(access)


def _seats(access: Access) -> Any:
    """A seat is as visible as its appointment."""
    seats = Seat.objects.visible_to(access)
    return seats.filter(appointment__in=Appointment.objects.visible_to(access))


def _title_of_seat(seat: Seat) -> str:
    return f"{seat.appointment.name}: {seat.get_kind_display()}"


def _medicines(access: Access) -> Any:
    return Medicine.objects.visible_to(access)


def _of_medicine(model: type[CircleOwned]) -> Callable[[Access], Any]:
    """What belongs to a medicine is as visible as it, and called as it is."""
    return lambda access: model.objects.visible_to(access).filter(
        medicine__in=Medicine.objects.visible_to(access)
    )


def _treatments(access: Access) -> Any:
    return Treatment.objects.visible_to(access)


def _team(access: Access) -> Any:
    return TeamMember.objects.visible_to(access)


def _visit(title: str, kind: str) -> str:
    return title or AppointmentKind(kind).default_title


def _seat(title: str, kind: str, seat: str) -> str:
    return f"{_visit(title, kind)}: {SeatKind(seat).label}"


# Somebody without an account did it, by the link of whom the receipt names.
BY_LINK = {
    Action.CLAIMED: _("Somebody took on %(thing)s by a link of %(name)s"),
    Action.RELEASED: _("Somebody gave back %(thing)s by a link of %(name)s"),
    Action.DONE: _("Somebody finished %(thing)s by a link of %(name)s"),
    Action.REOPENED: _("Somebody opened %(thing)s again by a link of %(name)s"),
}
TASK_WORDS = {
    Action.INVITED: _("%(name)s made a link for %(thing)s"),
    Action.TOOK_BACK: _("%(name)s ended the link for %(thing)s"),
}
MEDICINE = ("medicine__name",)
VISIT = ("title", "kind")
OF_VISIT = ("appointment__title", "appointment__kind")

SUBJECTS = (
    Subject("medicine", _("a medicine"), Medicine, _medicines, ("name",)),
    Subject("watch", _("reminders of a medicine"), Medicine, _medicines, ("name",)),
    Subject("dose", _("a dose"), Dose, _of_medicine(Dose), MEDICINE),
    Subject("pause", _("a pause"), MedicinePause, _of_medicine(MedicinePause), MEDICINE),
    Subject("supply", _("what is left"), Supply, _of_medicine(Supply), MEDICINE),
    Subject("treatment", _("a treatment"), Treatment, _treatments, ("name",)),
    Subject("team_member", _("someone of the care team"), TeamMember, _team, ("name",)),
    Subject("appointment", _("an appointment"), Appointment, _appointments, VISIT, _visit),
    Subject("appointment_series", _("dates"), AppointmentSeries, _visits, ("title",)),
    Subject("outcome", _("what was said"), Outcome, _outcomes, OF_VISIT, _visit),
    Subject("next_step", _("a next step"), NextStep, _next_steps, ("text",)),
    Subject("question", _("a question"), Question, _questions, ("text",)),
    Subject("task", _("a task"), Task, _tasks, ("title",), words=TASK_WORDS),
    Subject("favour", _("a task"), Task, _tasks, ("title",), words=BY_LINK),
    Subject("task_series", _("a task"), TaskSeries, _series, ("title",)),
    Subject("seat", _("a place in an appointment"), Seat, _seats, (*OF_VISIT, "kind"), _seat),
)


def register() -> None:
    for subject in SUBJECTS:
        subjects.register(subject)
