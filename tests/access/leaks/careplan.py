"""Dates and tasks."""

from datetime import timedelta
from uuid import UUID, uuid4

from apps.careplan import services
from apps.careplan.kinds import AppointmentKind, SeatKind
from apps.careplan.rules import AppointmentDraft, TaskDraft, When
from apps.circles.access import Access
from apps.circles.kinds import Section
from apps.circles.rules import Sharing
from apps.core import clock
from tests.access.leaks.shape import Item, page


def make_appointment(access: Access, words: str, sharing: Sharing) -> UUID:
    draft = AppointmentDraft(
        kind=AppointmentKind.SCAN,
        title=words,
        when=When(clock.now() + timedelta(days=2), True, "Europe/London"),
        place="",
        preparation="",
        seats=frozenset({SeatKind.DRIVER}),
        sharing=sharing,
    )
    return services.add_appointment(access, appointment_id=uuid4(), draft=draft).pk


def make_task(access: Access, words: str, sharing: Sharing) -> UUID:
    draft = TaskDraft(words, "", clock.today("Europe/London"), sharing=sharing)
    return services.add_task(access, task_id=uuid4(), draft=draft).pk


ITEMS = (
    Item("appointment", Section.PLAN, patient_sees_all=True, make=make_appointment),
    Item("task", Section.TASKS, patient_sees_all=False, make=make_task),
)
SURFACES = (
    page("plan", "appointment"),
    page("plan_earlier"),
    page("task_list", "task"),
)
