"""The people of a storm, their visits, and what they are owed: written in bulk, planned by the services."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID, uuid4

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from apps.accounts.models import User
from apps.careplan.kinds import AppointmentKind
from apps.careplan.models import Appointment
from apps.careplan.services.planning import plan_new_reminders
from apps.circles import rules
from apps.circles.access import open_circle
from apps.circles.kinds import Role
from apps.circles.models import Circle, Membership
from apps.core import clock
from apps.reminders.models import Preference, PushDevice
from tests.reminders.storm import shifted
from tests.reminders.storm.keys import of_device
from tests.reminders.storm.plan import BACKLOG, BEGUN, MEMBERS, Plan

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)  # when the storm begins, on its own clock
OVER = NOON + timedelta(minutes=75)  # what is due later does not belong to it
YESTERDAY = NOON - timedelta(hours=26)  # when most was planned
EVE = NOON - timedelta(days=3)  # when nothing of it is due
SHORTLY = NOON - timedelta(minutes=30)  # when the rest was
ZONE = "Europe/London"
TWO_HOURS = timedelta(hours=2)
LOOPBACK = "127.0.0.1"
BATCH = 2000
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Household:
    """One circle: its members, the patient first, and its visits."""

    circle: UUID
    members: tuple[UUID, ...]
    users: tuple[int, ...]
    at_once: tuple[int, ...]  # by how many ways each of them gets a word
    visits: tuple[UUID, ...]  # that people are to be told of
    begun: tuple[UUID, ...]  # that it is too late for

    @property
    def pairs(self) -> Iterator[tuple[UUID, UUID]]:
        """Each visit with each member who is owed one word of it."""
        return ((visit, member) for visit in self.visits for member in self.members)


@transaction.atomic  # so that the disk is waited for once
def found(plan: Plan, push_origin: str) -> list[Household]:
    """All of it, as of the eve of the storm. Nothing is due until the clock moves on to noon."""
    shifted.set_to(EVE)
    with shifted.standing_at(YESTERDAY):
        users = _people(plan, push_origin)
        circles = Circle.objects.bulk_create(
            Circle(patient_name="Mei", country="gb", time_zone=ZONE, started_for_self=True)
            for _ in plan.ways
        )
        places = _by(MEMBERS, _places(circles, users))
        early = [_planned(members, _early()) for members in places]
    with shifted.standing_at(SHORTLY):
        late = [
            _planned(members, _coming(seconds))
            for members, seconds in zip(places, plan.coming, strict=True)
        ]
    return [
        Household(
            members[0].circle_id,
            tuple(row.pk for row in members),
            tuple(row.user_id for row in members),
            tuple(at_once for _chosen, at_once in ways),
            tuple(row.pk for row in (*first[BEGUN:], *second)),
            tuple(row.pk for row in first[:BEGUN]),
        )
        for members, ways, first, second in zip(places, plan.ways, early, late, strict=True)
    ]


def _early() -> list[datetime]:
    """One that has begun by noon, and others of which several reminders pile up until then."""
    begun = [NOON - timedelta(minutes=10)] * BEGUN
    return begun + [NOON + timedelta(minutes=90 + number) for number in range(BACKLOG)]


def _coming(seconds: Iterable[int]) -> list[datetime]:
    """Those whose reminders fall due while the storm rages."""
    return [NOON + TWO_HOURS + timedelta(seconds=second) for second in seconds]


def _people(plan: Plan, push_origin: str) -> list[User]:
    ways = [way for household in plan.ways for way in household]
    tag, now = uuid4().hex[:6], clock.now()
    users = User.objects.bulk_create(
        [
            User(
                email=f"{tag}-{number}@storm.example",
                phone=f"+447{400_000_000 + plan.seed % 1000 * 100_000 + number}",
                name="Somebody",
                time_zone=ZONE,
                language="en",
            )
            for number in range(len(ways))
        ],
        batch_size=BATCH,
    )
    Preference.objects.bulk_create(
        [
            Preference(user=user, channels=list(chosen), at_once=at_once)
            for user, (chosen, at_once) in zip(users, ways, strict=True)
        ],
        batch_size=BATCH,
    )
    by_push = [u for u, (chosen, _) in zip(users, ways, strict=True) if "push" in chosen]
    _devices(by_push, push_origin, now)
    return users


def _devices(users: list[User], origin: str, now: datetime) -> None:
    """Signed in for good, all with one pair of keys: what they are told is opened after the storm."""
    ends = now + timedelta(days=400)
    Session.objects.bulk_create(
        [Session(session_key=f"storm-{u.pk}", session_data="", expire_date=ends) for u in users],
        batch_size=BATCH,
    )
    sessions = UserSession.objects.bulk_create(
        [UserSession(user=u, session_key=f"storm-{u.pk}", ip=LOOPBACK) for u in users],
        batch_size=BATCH,
    )
    PushDevice.objects.bulk_create(
        [
            PushDevice(
                user=user,
                session=session,
                endpoint=f"{origin}/{user.pk}",
                made_at=now,
                **of_device(),
            )
            for user, session in zip(users, sessions, strict=True)
        ],
        batch_size=BATCH,
    )


def _places(circles: list[Circle], users: list[User]) -> list[Membership]:
    today = clock.today(ZONE)
    rows = []
    for circle, people in zip(circles, _by(MEMBERS, users), strict=True):
        for number, user in enumerate(people):
            role = Role.COORDINATOR if number else Role.PATIENT
            levels = {s.value: level.value for s, level in rules.default_levels(role).items()}
            row = Membership(circle=circle, user=user, role=role, levels=levels, starts_on=today)
            rows.append(row)
    return Membership.objects.bulk_create(rows, batch_size=BATCH)


def _planned(members: list[Membership], starts: list[datetime]) -> list[Appointment]:
    patient = members[0]
    visits = Appointment.objects.bulk_create(
        Appointment(
            circle=patient.circle,
            author=patient,
            kind=AppointmentKind.CLINIC,
            starts_at=start,
            time_known=True,
            over_at=start + timedelta(hours=1),
            zone=ZONE,
        )
        for start in starts
    )
    plan_new_reminders(open_circle(patient.user, patient.circle_id), visits)
    return visits


def _by(number: int, rows: list[Row]) -> list[list[Row]]:
    return [rows[start : start + number] for start in range(0, len(rows), number)]
