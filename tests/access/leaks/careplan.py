"""Dates and tasks, questions, medicines and treatments."""

from datetime import time, timedelta
from uuid import UUID, uuid4

from apps.careplan import services
from apps.careplan.kinds import AppointmentKind, SeatKind
from apps.careplan.rules import AppointmentDraft, QuestionDraft, TaskDraft, When
from apps.circles.access import Access
from apps.circles.kinds import Section
from apps.circles.rules import Sharing
from apps.core import clock
from tests.access.leaks.shape import Item, page
from tests.careplan.medicines import medicine_draft, rhythm, treatment_draft


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


def make_question(access: Access, words: str, sharing: Sharing) -> UUID:
    draft = QuestionDraft(words, kind=AppointmentKind.SCAN, sharing=sharing)
    return services.propose_questions(access, once=uuid4(), draft=draft)[0].pk


def make_medicine(access: Access, words: str, sharing: Sharing) -> UUID:
    draft = medicine_draft(name=words, rhythm=rhythm(time(8)), audience=sharing.audience)
    return services.add_medicine(access, medicine_id=uuid4(), draft=draft).pk


def make_treatment(access: Access, words: str, sharing: Sharing) -> UUID:
    draft = treatment_draft(name=words, audience=sharing.audience)
    return services.add_treatment(access, treatment_id=uuid4(), draft=draft).pk


ITEMS = (
    Item("appointment", Section.PLAN, patient_sees_all=True, make=make_appointment),
    Item("task", Section.TASKS, patient_sees_all=False, make=make_task),
)
# Looked for on every page of a circle at once, together with the items above.
ALSO = (
    Item("question", Section.PLAN, patient_sees_all=True, make=make_question),
    Item("medicine", Section.MEDICINES, patient_sees_all=True, make=make_medicine),
    Item("treatment", Section.PLAN, patient_sees_all=True, make=make_treatment),
)
SURFACES = (
    page("plan", "appointment"),
    page("plan_earlier"),
    page("task_list", "task"),
)
