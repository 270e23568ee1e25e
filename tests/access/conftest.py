"""A circle with one row of everything, and the same in another circle."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from apps.accounts.models import User
from apps.careplan import services
from apps.careplan.kinds import AppointmentKind, SeatKind
from apps.careplan.rules import AppointmentDraft, TaskDraft, When
from apps.circles.access import open_circle
from apps.circles.kinds import Role
from apps.circles.models import Circle
from apps.circles.services import invite
from apps.core import clock
from tests.access.urls import Row
from tests.people import Cast


@dataclass(frozen=True)
class Filled:
    """A circle and the ids of what is in it."""

    circle: Circle
    appointment: UUID
    task: UUID
    invitation: UUID

    def arguments(self, row: Row) -> list[object]:
        known: dict[str, list[object]] = {
            "": [],
            "appointment": [self.appointment],
            "seat": [self.appointment, "driver"],
            "task": [self.task],
            "invitation": [self.invitation],
        }
        return [self.circle.pk, *known[row.needs]]


def fill(circle: Circle, author: User) -> Filled:
    access = open_circle(author, circle.pk)
    draft = AppointmentDraft(
        kind=AppointmentKind.SCAN,
        title="Secret scan",
        when=When(clock.now() + timedelta(days=3), True, "Europe/London"),
        place="Secret place",
        preparation="Secret preparation",
        seats=frozenset({SeatKind.DRIVER}),
    )
    appointment = services.add_appointment(access, appointment_id=uuid4(), draft=draft)
    task = services.add_task(
        access, task_id=uuid4(), draft=TaskDraft("Secret task", "Secret notes", None)
    )
    invitation = invite(access, invitation_id=uuid4(), name="Secret guest", role=Role.HELPER)
    return Filled(circle, appointment.pk, task.pk, invitation.pk)


@pytest.fixture
def ours(cast: Cast) -> Filled:
    return fill(cast.circle, cast.coordinator)


@pytest.fixture
def theirs(cast: Cast) -> Filled:
    return fill(cast.other_circle, cast.other)
