"""A circle with nothing in it, and one with five years of entries, made in bulk; and a session in each."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from uuid import uuid4

from django.urls import Resolver404, resolve

from apps.careplan.kinds import DoseState, TaskStatus
from apps.careplan.models import (
    Appointment,
    Dose,
    Medicine,
    MedicinePause,
    MedicineRhythm,
    Seat,
    Supply,
    Task,
)
from apps.careplan.rules import When
from apps.circles.access import Access
from apps.core import clock, zones
from bench._family import _circle, _person, _session

DATES, TASKS, DOSES, DAYS = 2_000, 10_000, 20_000, 5 * 365
ZONE = "Europe/London"
TIMES = (time(8), time(13), time(20))
MEDICINES = (3, 3, 3, 1, 1)  # how often a day each is taken: eleven doses, less in pauses


def circle(*, full: bool) -> tuple[str, str]:
    """The circle's id, and the key of its patient's session."""
    user = _person(f"{uuid4().hex[:8]}@bench.example", "Patient")
    access = _circle(user)
    if full:
        _fill(access)
        _fill_medicines(access)
    return str(access.circle.pk), _session(user)


def this_month() -> str:
    return f"{clock.today(ZONE):%Y-%m}"


def has_page(path: str) -> bool:
    try:
        return bool(resolve(f"/c/{uuid4()}/{path}"))
    except Resolver404:
        return False


def _fill(access: Access) -> None:
    """Dates over five years, two thirds of them past; tasks likewise, the past ones done."""
    now = clock.now()
    rows = []
    for number in range(DATES):
        row = Appointment(circle=access.circle, author=access.membership, kind="clinic")
        day = timedelta(days=number * DAYS // DATES - DAYS * 2 // 3)
        row.title, row.when = f"Visit {number}", When(now + day, True, ZONE)
        rows.append(row)
    Appointment.objects.bulk_create(rows)
    Seat.objects.bulk_create(
        Seat(circle=access.circle, author=access.membership, appointment=row, kind=kind)
        for row in rows
        for kind in ("driver", "companion")
    )
    tasks = []
    for number in range(TASKS):
        task = Task(circle=access.circle, author=access.membership, title=f"Task {number}")
        day = (now + timedelta(days=number * DAYS // TASKS - DAYS * 2 // 3)).date()
        task.set_when(day, None, ZONE)
        if day < now.date():
            task.status, task.done_at = TaskStatus.DONE, now
        tasks.append(task)
    Task.objects.bulk_create(tasks, batch_size=1000)


def _fill_medicines(access: Access) -> None:
    """Some medicines with a rhythm, a counted supply, and a pause of a week each year; their doses ticked."""
    own = {"circle": access.circle, "author": access.membership}
    today = clock.today(ZONE)
    began = today - timedelta(days=DAYS + 40)  # the pauses hold no doses
    taken: list[Dose] = []
    for number, often in enumerate(MEDICINES):
        medicine = Medicine.objects.create(name=f"Medicine {number}", starts_on=began, **own)
        rhythm = {"from_on": began, "counts_from": began, "times": list(TIMES[:often])}
        MedicineRhythm.objects.create(medicine=medicine, **rhythm, **own)
        for year in range(DAYS // 365):
            first = today - timedelta(days=100 + 365 * year)
            week = {"from_on": first, "until_on": first + timedelta(days=6)}
            MedicinePause.objects.create(medicine=medicine, **week, **own)
        counted = {"counted": Decimal(200), "counted_at": clock.now() - timedelta(days=30)}
        Supply.objects.create(medicine=medicine, unit="tablets", **counted, **own)
        slots = islice(_slots(began, today, often), DOSES * often // sum(MEDICINES))
        taken += [_taken(medicine, day, slot, own) for day, slot in slots]
    Dose.objects.bulk_create(taken, batch_size=2000)


def _slots(began: date, today: date, often: int) -> Iterator[tuple[date, time]]:
    """The newest first: of yesterday and before, but for the pauses."""
    for back in range(1, (today - began).days):
        if not 94 <= back % 365 <= 100:
            yield from ((today - timedelta(days=back), slot) for slot in TIMES[:often])


def _taken(medicine: Medicine, day: date, slot: time, own: dict[str, object]) -> Dose:
    at: datetime = zones.moment(day, slot, ZONE)
    return Dose(medicine=medicine, day=day, slot=slot, state=DoseState.TAKEN, ticked_at=at, **own)
