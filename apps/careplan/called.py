"""How receipts call the things of this room."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.functional import Promise
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


def _called(
    name: str, noun: Promise, model: type[CircleOwned], fields: tuple[str, ...], **more: Any
) -> Subject:
    """Where every row may be told that its manager lets one see: parts of a thing are as visible as the thing."""
    return Subject(
        name, noun, model, lambda access: model.objects.visible_to(access), fields, **more
    )


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
    _called("medicine", _("a medicine"), Medicine, ("name",)),
    _called("watch", _("reminders of a medicine"), Medicine, ("name",)),
    _called("dose", _("a dose"), Dose, MEDICINE),
    _called("pause", _("a pause"), MedicinePause, MEDICINE),
    _called("supply", _("what is left"), Supply, MEDICINE),
    _called("treatment", _("a treatment"), Treatment, ("name",)),
    _called("team_member", _("someone of the care team"), TeamMember, ("name",)),
    _called("appointment", _("an appointment"), Appointment, VISIT, title=_visit),
    Subject("appointment_series", _("dates"), AppointmentSeries, _visits, ("title",)),
    _called("outcome", _("what was said"), Outcome, OF_VISIT, title=_visit),
    _called("next_step", _("a next step"), NextStep, ("text",)),
    _called("question", _("a question"), Question, ("text",)),
    _called("task", _("a task"), Task, ("title",), words=TASK_WORDS),
    _called("favour", _("a task"), Task, ("title",), words=BY_LINK),
    Subject("task_series", _("a task"), TaskSeries, _series, ("title",)),
    _called("seat", _("a place in an appointment"), Seat, (*OF_VISIT, "kind"), title=_seat),
)


def register() -> None:
    for subject in SUBJECTS:
        subjects.register(subject)
