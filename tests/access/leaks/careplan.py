"""Dates, what was said at them and changed on them, tasks, questions, medicines and treatments."""

from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

from apps.careplan import services
from apps.careplan.kinds import AppointmentKind, SeatKind, Unit
from apps.careplan.models import Appointment
from apps.careplan.rules import (
    AppointmentDraft,
    OutcomeDraft,
    Pause,
    QuestionDraft,
    Repeat,
    Shows,
    SupplyDraft,
    TaskDraft,
    WatchDraft,
    When,
)
from apps.circles.access import Access
from apps.circles.kinds import Section
from apps.circles.models import Membership
from apps.circles.rules import Sharing
from apps.core import clock
from tests.access.leaks.shape import Item, Surface, page
from tests.careplan.medicines import medicine_draft, rhythm, tick, treatment_draft


def make_appointment(access: Access, words: str, sharing: Sharing) -> UUID:
    """Before any other there is, whatever the hour: Today shows the next one alone."""
    draft = AppointmentDraft(
        kind=AppointmentKind.SCAN,
        title=words,
        when=When(clock.now() + timedelta(days=1, hours=12), True, "Europe/London"),
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
    """With all that belongs to one: a tick, a count, who hears of it, and a pause."""
    draft = medicine_draft(name=words, rhythm=rhythm(time(8)), sharing=sharing)
    medicine = services.add_medicine(access, medicine_id=uuid4(), draft=draft)
    tick(access, medicine, slot=time(8), day=access.today)
    counted = SupplyDraft(Decimal(10), "tablets", Decimal(1), 7)
    services.count_supply(access, medicine_id=medicine.pk, version=1, draft=counted)
    hears = WatchDraft(frozenset({access.membership.pk}), frozenset(), 60)
    services.set_watches(access, medicine_id=medicine.pk, version=1, draft=hears)
    pause = Pause(access.today + timedelta(days=30))
    services.add_pause(access, medicine_id=medicine.pk, pause_id=uuid4(), pause=pause)
    return medicine.pk


def make_treatment(access: Access, words: str, sharing: Sharing) -> UUID:
    draft = treatment_draft(name=words, sharing=sharing)
    return services.add_treatment(access, treatment_id=uuid4(), draft=draft).pk


def make_visit(access: Access, words: str, sharing: Sharing) -> UUID:
    """One that is over: what was said, a next step, and how it was called before."""
    when = When(clock.now() - timedelta(days=2), True, "Europe/London")
    draft = AppointmentDraft(AppointmentKind.SCAN, words, when, "", "", frozenset(), sharing)
    row = services.add_appointment(access, appointment_id=uuid4(), draft=draft)
    other = replace(draft, title="Scan")
    services.edit_appointment(access, appointment_id=row.pk, version=1, draft=other)
    said = OutcomeDraft(words, "")
    services.keep_outcome(access, appointment_id=row.pk, version=1, draft=said)
    services.add_step(access, step_id=uuid4(), appointment_id=row.pk, text=words)
    return row.pk


def make_removed(access: Access, words: str, sharing: Sharing) -> UUID:
    pk = make_task(access, words, sharing)
    services.withdraw_task(access, pk)
    return pk


def make_series(access: Access, words: str, sharing: Sharing) -> UUID:
    draft = TaskDraft(words, "", access.today, sharing=sharing)
    weekly = Repeat(Unit.WEEK, 1, 3)
    return services.add_series(access, series_id=uuid4(), draft=draft, repeat=weekly)[0].pk


def make_offered(access: Access, words: str, sharing: Sharing) -> UUID:
    """A task with a link, which somebody close is asked to take."""
    pk = make_task(access, words, sharing)
    services.offer_by_link(access, pk, Shows(title=True, when=True, notes=True))
    close = Membership.objects.get(circle=access.circle, marked_close=True)
    services.ask_for_task(access, pk, close.pk)
    return pk


def look_at_visits(access: Access, client: Client) -> str:
    """The page of each date there is, for who gets one."""
    rows = Appointment.objects.order_by("created_at").values_list("pk", flat=True)
    urls = [reverse("appointment_detail", args=[access.circle.pk, pk]) for pk in rows]
    pages = [client.get(url) for url in urls]
    return "\n".join(page.content.decode() for page in pages if page.status_code == 200)


ITEMS = (
    Item("appointment", Section.PLAN, patient_sees_all=True, make=make_appointment),
    Item("visit", Section.PLAN, patient_sees_all=True, make=make_visit),
    Item("task", Section.TASKS, patient_sees_all=False, make=make_task),
)
# Looked for on every page of a circle at once, together with the items above.
ALSO = (
    Item("question", Section.PLAN, patient_sees_all=True, make=make_question),
    Item("medicine", Section.MEDICINES, patient_sees_all=True, make=make_medicine),
    Item("treatment", Section.PLAN, patient_sees_all=True, make=make_treatment),
    Item("series", Section.TASKS, patient_sees_all=False, make=make_series),
    Item("offered", Section.TASKS, patient_sees_all=False, make=make_offered),
    Item("removed", Section.TASKS, patient_sees_all=False, make=make_removed),
)
SURFACES = (
    page("plan", "appointment"),
    page("plan_earlier"),
    page("task_list", "task"),
    Surface("visits", look_at_visits, ("visit",)),
)
