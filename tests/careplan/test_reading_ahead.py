"""Reminders of a batch are decided on what was read once: the same answers, in as many queries for many as for few."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.careplan import services
from apps.careplan.kinds import SeatKind
from apps.careplan.models import Appointment
from apps.careplan.reminding import AppointmentSubject
from apps.circles.access import Access, open_circle
from apps.circles.kinds import Audience, Role
from apps.circles.models import Membership
from apps.reminders.kinds import Kind, Listening
from apps.reminders.models import Listener, Reminder
from apps.reminders.recipients import Recipient
from apps.reminders.subjects import Ask
from tests.careplan.conftest import NOW
from tests.careplan.drafts import make_appointment, when
from tests.careplan.test_appointments import edit
from tests.many import many_members
from tests.people import Cast

SUBJECT = AppointmentSubject()
BOTH = frozenset(SeatKind)


def ask(member: Membership, appointment: Appointment) -> Ask:
    recipient = Recipient.member(member.pk)
    return Ask(Kind.DUE, appointment.pk, appointment.moves, recipient, NOW)


def answers(asks: list[Ask]) -> list[object]:
    """What would become of each, and in which words."""
    said: list[object] = []
    for one in asks:
        reason = SUBJECT.skip_reason(one)
        said.append(reason or SUBJECT.message(one))
    return said


@contextmanager
def counted() -> Iterator[CaptureQueriesContext]:
    with CaptureQueriesContext(connection) as queries:
        yield queries


def test_what_was_read_ahead_says_the_same(
    cast: Cast, coordinator: Access, patient: Access, helper: Access
) -> None:
    ours = [make_appointment(coordinator, seats=BOTH) for _ in range(4)]
    Appointment.objects.filter(pk=ours[1].pk).update(audience=Audience.CLOSE)
    tomorrow = coordinator.today + timedelta(days=1)
    Appointment.objects.filter(pk=ours[3].pk).update(held_until=tomorrow)
    services.offer_for_seat(helper, ours[0].pk, SeatKind.DRIVER)
    follower = Membership.objects.get(user=cast.follower, circle=cast.circle)
    follower.levels["plan"] = 1
    follower.save()
    Listener.objects.create(membership=follower, why=Listening.ASKED)
    theirs = make_appointment(open_circle(cast.other, cast.other_circle.pk))
    members = Membership.objects.all()
    asks = [ask(member, row) for member, row in product(members, [*ours, theirs])]
    alone = answers(asks)
    with SUBJECT.reading_ahead(asks):
        together = answers(asks)
    assert together == alone
    assert {said for said in alone if isinstance(said, str)} == {"no_access", "not_wanted"}


def test_many_are_decided_in_as_many_queries_as_few(cast: Cast, coordinator: Access) -> None:
    rows = [make_appointment(coordinator, seats=BOTH) for _ in range(3)]
    many = [
        ask(member, row)
        for member, row in product(many_members(cast.circle, 10, Role.COORDINATOR), rows)
    ]
    costs = []
    for asks in (many[:1], many):
        with counted() as queries, SUBJECT.reading_ahead(asks):
            answers(asks)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 5


def test_what_was_read_ahead_is_forgotten(cast: Cast, coordinator: Access) -> None:
    appointment = make_appointment(coordinator)
    one = ask(coordinator.membership, appointment)
    with SUBJECT.reading_ahead([one]):
        assert SUBJECT.skip_reason(one) is None
        services.cancel_appointment(coordinator, appointment.pk)
        assert SUBJECT.skip_reason(one) is None
    assert SUBJECT.skip_reason(one) == "cancelled"


@pytest.mark.django_db
def test_moving_costs_the_same_for_fifty_people_as_for_a_few(
    cast: Cast, coordinator: Access
) -> None:
    costs = []
    for newcomers in (0, 46):
        many_members(cast.circle, newcomers, Role.COORDINATOR)
        appointment = make_appointment(coordinator, seats=BOTH)
        with counted() as queries:
            edit(coordinator, appointment, when=when(NOW.date() + timedelta(days=20)))
        costs.append(len(queries))
    assert Reminder.objects.open().values("membership").distinct().count() >= 48
    assert costs[0] == costs[1]
