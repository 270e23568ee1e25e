"""Appointments and tasks for tests, said in few words."""

from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from apps.careplan import services
from apps.careplan.kinds import AppointmentKind, SeatKind
from apps.careplan.models import Appointment, Task
from apps.careplan.rules import AppointmentDraft, TaskDraft, When
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


def make_task(
    access: Access, title: str = "Cook", notes: str = "", due_on: date | None = None
) -> Task:
    draft = TaskDraft(title=title, notes=notes, due_on=due_on)
    return services.add_task(access, task_id=uuid4(), draft=draft)
