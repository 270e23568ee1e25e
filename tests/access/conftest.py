"""A circle with one row of everything, and the same in another circle."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from apps.accounts.models import User
from apps.careplan import selectors, services
from apps.careplan.kinds import AppointmentKind, SeatKind
from apps.careplan.models import CHANGES
from apps.careplan.rules import AppointmentDraft, QuestionDraft, TaskDraft, When
from apps.circles.access import Access, open_circle
from apps.circles.kinds import Role
from apps.circles.models import Circle
from apps.circles.services import invite
from apps.circles.services.circles import add_member
from apps.core import clock
from tests.access.table import Row
from tests.careplan.medicines import medicine_draft, rhythm, team_draft, treatment_draft
from tests.people import Cast, make_cast, make_user
from tests.proof import proved

SignIn = Callable[..., Client]

# What stands behind the id in an address.
TAILS: dict[str, tuple[object, ...]] = {
    "seat": ("driver",),
    "dose": (UUID(int=1),),  # gone already, which a second press finds
    "pause": (UUID(int=1),),
}
# What an address names that is no row of a circle.
WORDS: dict[str, tuple[object, ...]] = {"plan_month": ("2026-11",)}

Changes = dict[str, UUID]


@dataclass(frozen=True)
class Filled:
    """A circle and the ids of what is in it."""

    circle: Circle
    ids: Mapping[str, UUID]  # by the word a row of the table needs

    def arguments(self, row: Row) -> list[object]:
        """What the row's address wants after the circle."""
        if not row.needs:
            return [self.circle.pk, *WORDS.get(row.name, ())]
        return [self.circle.pk, self.ids[row.needs], *TAILS.get(row.needs, ())]

    def with_ids_of(self, other: "Filled") -> "Filled":
        return Filled(self.circle, other.ids)

    def with_ids_of_nothing(self) -> "Filled":
        return Filled(self.circle, {name: uuid4() for name in self.ids})


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
    over = replace(draft, when=When(clock.now() - timedelta(days=3), True, "Europe/London"))
    visit = services.add_appointment(access, appointment_id=uuid4(), draft=over)
    step = services.add_step(
        access, step_id=uuid4(), appointment_id=visit.pk, text="Secret next step"
    )
    asked = QuestionDraft("Secret question", appointment.pk)
    (question,) = services.propose_questions(access, once=uuid4(), draft=asked)
    task = services.add_task(
        access, task_id=uuid4(), draft=TaskDraft("Secret task", "Secret notes", None)
    )
    medicine = services.add_medicine(
        access,
        medicine_id=uuid4(),
        draft=medicine_draft(name="Secret tablets", rhythm=rhythm(time(0, 1))),
    )
    treatment = services.add_treatment(
        access, treatment_id=uuid4(), draft=treatment_draft(name="Secret treatment")
    )
    team = services.add_team_member(
        access, member_id=uuid4(), draft=team_draft(name="Secret nurse", day_and_night=True)
    )
    changes = change_each(access, appointment.pk, task.pk, medicine.pk)
    invitation = invite(access, invitation_id=uuid4(), name="Secret guest", role=Role.HELPER)
    guest = make_user(f"{circle.pk}@example.org", "Secret member")
    member = add_member(circle, guest, Role.HELPER, "a friend")
    return Filled(
        circle,
        {
            "member": member.pk,
            "appointment": appointment.pk,
            "seat": appointment.pk,
            "visit": visit.pk,
            "step": step.pk,
            "question": question.pk,
            "task": task.pk,
            "treatment": treatment.pk,
            "team": team.pk,
            "medicine": medicine.pk,
            "dose": medicine.pk,
            "pause": medicine.pk,
            "invitation": invitation.pk,
            **changes,
        },
    )


def change_each(access: Access, appointment_id: UUID, task_id: UUID, medicine_id: UUID) -> Changes:
    """A change of one thing of each section that keeps a history."""
    row = selectors.appointment(access, appointment_id)
    draft = replace(selectors.draft_of_appointment(access, row), preparation="Secret words")
    services.edit_appointment(access, appointment_id=row.pk, version=1, draft=draft)
    task = replace(selectors.draft_of_task(selectors.task(access, task_id)), notes="Secret words")
    services.edit_task(access, task_id=task_id, version=1, draft=task)
    card = selectors.medicine_card(access, medicine_id)
    other = replace(selectors.draft_of_medicine(card), notes="Secret words")
    services.edit_medicine(access, medicine_id=medicine_id, version=1, draft=other)
    return {
        f"{section} change": model.objects.visible_to(access).get().pk
        for section, model in CHANGES.items()
    }


@dataclass(frozen=True)
class Standing:
    """What every test of a module finds: built once, each test's changes are rolled back."""

    cast: Cast
    ours: Filled
    theirs: Filled
    sessions: Mapping[User, str]  # everybody is signed in once, and has shown that it is them


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[Standing]:
    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast()
        ours = fill(cast.circle, cast.coordinator)
        theirs = fill(cast.other_circle, cast.other)
        sessions = {user: proved(user) for user in cast.people().values()}
        yield Standing(cast, ours, theirs, sessions)
        transaction.set_rollback(True)


@pytest.fixture
def client_for(client_for: SignIn, standing: Standing) -> SignIn:
    """As everywhere; those who stand here already are signed in."""

    def sign_in(user: User, **options: bool) -> Client:
        if user not in standing.sessions:
            return client_for(user, **options)
        client = Client(**options)
        client.cookies[settings.SESSION_COOKIE_NAME] = standing.sessions[user]
        return client

    return sign_in


@pytest.fixture
def cast(standing: Standing, db: None) -> Cast:
    return standing.cast


@pytest.fixture
def ours(standing: Standing, db: None) -> Filled:
    return standing.ours


@pytest.fixture
def theirs(standing: Standing, db: None) -> Filled:
    return standing.theirs
