"""Rows over several circles at once: the query gives what the rule gives for each row."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
import time_machine
from django.db.models import Model

from apps.accounts.models import User
from apps.careplan.models import Appointment, Task
from apps.circles import rules
from apps.circles.access import Access, open_all_for_user
from apps.circles.kinds import Audience, Role
from apps.circles.models import Membership
from apps.circles.services.circles import add_member
from apps.core import clock
from tests.people import make_circle, make_user

EVENING = datetime(2026, 11, 25, 20, tzinfo=UTC)  # in Auckland it is tomorrow already
HERE, THERE = "Europe/London", "Pacific/Auckland"
ROLES = (Role.PATIENT, Role.HELPER)


@pytest.fixture
def reader(db: None) -> User:
    return make_user("reader@example.org", "Ida")


def place(reader: User, number: int, role: Role, zone: str, *, is_close: bool) -> Membership:
    """The reader's place in a circle of that zone."""
    mei = make_user(f"mei{number}@example.org", "Mei")
    circle = make_circle(reader if role == Role.PATIENT else mei, "Mei", for_self=True)
    circle.time_zone = zone
    circle.save()
    if role == Role.PATIENT:
        add_member(circle, mei, Role.HELPER, "")
    else:
        add_member(circle, reader, role, "")
        Membership.objects.filter(circle=circle, user=reader).update(marked_close=is_close)
    return Membership.objects.get(circle=circle, user=reader)


def rows_of(model: type[Model], mine: Membership) -> Iterator[Model]:
    """By the reader and by another, for every audience, held until days around today."""
    other = Membership.objects.filter(circle=mine.circle).exclude(pk=mine.pk).get()
    hidden = model is Appointment  # never from the patient
    audiences = [a for a in Audience if not (hidden and a == Audience.ONLY_ME)]
    today = clock.today(mine.circle.time_zone)
    days = [None, *(today + timedelta(days=number) for number in (-1, 0, 1))]
    for author, audience, held in product((mine, other), audiences, days):
        row = model(circle=mine.circle, author=author, audience=audience, held_until=held)
        if isinstance(row, Task):
            row.title, row.zone = "Cook", HERE
        elif isinstance(row, Appointment):
            row.kind, row.zone, row.time_known = "clinic", HERE, True
            row.starts_at, row.over_at = EVENING, EVENING + timedelta(hours=1)
        yield row


def is_seen(row: Task | Appointment, access: Access) -> bool:
    unhidden = row.patient_sees_all and access.is_patient
    return rules.may_see_item(
        Audience(row.audience),
        is_close=access.is_close,
        is_author=unhidden or row.author_id in access.own_rows,
        is_held=row.sharing.is_held(access.today),
    )


@time_machine.travel(EVENING, tick=False)
@pytest.mark.parametrize("model", [Task, Appointment])
@pytest.mark.parametrize("roles", list(product(ROLES, ROLES)))
@pytest.mark.parametrize(("zone", "is_close"), [(HERE, True), (HERE, False), (THERE, True)])
def test_the_query_sees_what_the_rule_sees(
    reader: User,
    model: type[Task | Appointment],
    roles: tuple[Role, Role],
    zone: str,
    is_close: bool,
) -> None:
    first = place(reader, 1, roles[0], HERE, is_close=True)
    second = place(reader, 2, roles[1], zone, is_close=is_close)
    rows = [row for mine in (first, second) for row in rows_of(model, mine)]
    model.objects.bulk_create(rows)
    accesses = {access.circle.pk: access for access in open_all_for_user(reader)}
    wanted = {row.pk for row in rows if is_seen(row, accesses[row.circle_id])}
    assert {row.pk for row in model.objects.visible_to_any(accesses.values())} == wanted
    for access in accesses.values():
        here = {row.pk for row in rows if row.circle_id == access.circle.pk}
        assert {row.pk for row in model.objects.visible_to(access)} == wanted & here
