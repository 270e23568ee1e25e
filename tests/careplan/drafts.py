"""Appointments and tasks for tests, said in few words."""

from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from apps.careplan import services
from apps.careplan.kinds import AppointmentKind, SeatKind, TaskKind, Unit
from apps.careplan.models import Appointment, Task
from apps.careplan.rules import AppointmentDraft, Hours, Repeat, TaskDraft, When
from apps.circles.access import Access
from apps.core import zones

LONDON = "Europe/London"
TOMORROW = date(2026, 11, 24)


def when(
    day: date = TOMORROW,
    at: time | None = time(10, 30),
    ends: time | None = None,
    zone: str = LONDON,
) -> When:
    ends_at: datetime | None = zones.moment(day, ends, zone) if ends else None
    return When(zones.moment(day, at or time.min, zone), at is not None, zone, ends_at)


def appointment_draft(**changes: Any) -> AppointmentDraft:
    values: dict[str, Any] = {
        "kind": AppointmentKind.SCAN,
        "title": "",
        "when": when(),
        "place": "St Mary’s",
        "preparation": "",
        "seats": frozenset({SeatKind.DRIVER}),
    }
    return AppointmentDraft(**values | changes)


def make_appointment(access: Access, **changes: Any) -> Appointment:
    draft = appointment_draft(**changes)
    return services.add_appointment(access, appointment_id=uuid4(), draft=draft)


def task_draft(title: str = "Cook", **changes: Any) -> TaskDraft:
    return TaskDraft(**{"title": title, "notes": "", "due_on": None} | changes)


def make_task(access: Access, title: str = "Cook", **changes: Any) -> Task:
    return services.add_task(access, task_id=uuid4(), draft=task_draft(title, **changes))


def hours(begins: time, ends: time, day: date = TOMORROW) -> Hours:
    return Hours(zones.moment(day, begins, LONDON), zones.moment(day, ends, LONDON))


def make_timed_task(
    access: Access,
    title: str = "Cook",
    begins: time = time(12),
    ends: time = time(13),
    day: date = TOMORROW,
    **changes: Any,
) -> Task:
    when = {"due_on": day, "hours": hours(begins, ends, day)}
    return make_task(access, title, **when | changes)


def make_series(access: Access, times: int = 3, **changes: Any) -> list[Task]:
    """A meal every week from tomorrow."""
    draft = task_draft(**{"due_on": TOMORROW, "kind": TaskKind.MEAL} | changes)
    repeat = Repeat(Unit.WEEK, 1, times)
    return services.add_series(access, series_id=uuid4(), draft=draft, repeat=repeat)
