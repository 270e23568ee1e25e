"""What a page may cost: twelve queries at most, of which asking who may see it are two."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from apps.accounts.models import User
from apps.circles.models import Circle, Membership
from apps.core import clock
from tests.access.conftest import Filled
from tests.access.table import PERSONAL, TABLE
from tests.people import Cast
from tests.proof import prove

pytestmark = pytest.mark.long

SignIn = Callable[..., Client]
BUDGET = 12
ACCESS = 2  # the person's places, and the note of the read
OF_EVERY_REQUEST = ("django_session", "accounts_user", "reminders_reminder")  # who it is; the bell


def statements(client: Client, url: str) -> list[str]:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code < 500, url
    points = ("SAVEPOINT", "RELEASE")  # of the test's own transaction
    return [query["sql"] for query in caught if not query["sql"].startswith(points)]


def addresses(role: str, ours: Filled) -> Iterator[str]:
    """Every page of a circle that this role may open, and every page about oneself."""
    for row in TABLE:
        if row.method == "get" and role in row.may:
            yield reverse(row.name, args=ours.arguments(row))
    yield reverse("appointment_detail", args=[ours.circle.pk, ours.ids["visit"]])
    for name in sorted(PERSONAL):
        try:
            yield reverse(name)
        except NoReverseMatch:  # it names a row of theirs, as a device; its list is here
            continue


@pytest.mark.parametrize("role", ["patient", "coordinator"])
def test_no_page_costs_more_than_twelve_queries(
    cast: Cast, ours: Filled, client_for: SignIn, role: str
) -> None:
    user = cast.people()[role]
    client = prove(client_for(user), user)
    for url in addresses(role, ours):
        found = statements(client, url)
        if len(found) > BUDGET:  # the first of a session may write it
            found = statements(client, url)
        assert len(found) <= BUDGET, "\n".join([url, *found])


def fill_with_members(circle: Circle, number: int) -> None:
    names = [f"many{each}" for each in range(number)]
    users = User.objects.bulk_create(User(email=f"{n}@example.org", name=n) for n in names)
    today = clock.today(circle.time_zone)
    place = {"circle": circle, "role": "helper", "levels": {"people": 1}, "starts_on": today}
    Membership.objects.bulk_create(Membership(user=user, **place) for user in users)


@pytest.mark.parametrize("page", ["task_add", "team", "own_notes"])
def test_asking_who_may_see_a_page_costs_two_queries_however_many_members_there_are(
    cast: Cast, client_for: SignIn, page: str
) -> None:
    client, url = client_for(cast.helper), reverse(page, args=[cast.circle.pk])
    few = statements(client, url)
    fill_with_members(cast.circle, 200)
    many = statements(client, url)
    assert len(many) <= len(few)
    about_access = [
        sql
        for sql in many
        if '"circles_membership"."user_id"' in sql.partition("WHERE")[2] or "circles_receipt" in sql
    ]
    own = [
        sql for sql in about_access if not any(f'FROM "{name}"' in sql for name in OF_EVERY_REQUEST)
    ]
    assert len(own) <= ACCESS, "\n".join(own)
