"""A circle with nothing in it, and one with five years of entries, made in bulk; and a session in each."""

from datetime import timedelta
from uuid import uuid4

from django.urls import Resolver404, resolve

from apps.careplan.kinds import TaskStatus
from apps.careplan.models import Appointment, Seat, Task
from apps.careplan.rules import When
from apps.circles.access import Access
from apps.core import clock
from bench._family import _circle, _person, _session

DATES, TASKS, DAYS = 2_000, 10_000, 5 * 365
ZONE = "Europe/London"


def circle(*, full: bool) -> tuple[str, str]:
    """The circle's id, and the key of its patient's session."""
    user = _person(f"{uuid4().hex[:8]}@bench.example", "Patient")
    access = _circle(user)
    if full:
        _fill(access)
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
