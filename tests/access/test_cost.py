"""What a page may cost: twelve queries at most, of which asking who may see it are two."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.access.conftest import Filled
from tests.access.costs import statements, within_budget
from tests.access.table import PERSONAL
from tests.many import many_members
from tests.people import Cast

pytestmark = pytest.mark.long

SignIn = Callable[..., Client]
ACCESS = 2  # the person's places, and the note of the read
OF_EVERY_REQUEST = ("django_session", "accounts_user", "reminders_reminder")  # who it is; the bell


def addresses(ours: Filled) -> Iterator[str]:
    """Every page about oneself, and one with all that a visit may come to; test_table counts the others."""
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
    client = client_for(cast.people()[role])
    for url in addresses(ours):
        answer = within_budget(url, partial(client.get, url))
        assert answer.status_code < 500, url


@pytest.mark.parametrize("page", ["task_add", "team", "own_notes"])
def test_asking_who_may_see_a_page_costs_two_queries_however_many_members_there_are(
    cast: Cast, client_for: SignIn, page: str
) -> None:
    client, url = client_for(cast.helper), reverse(page, args=[cast.circle.pk])
    _page, few = statements(partial(client.get, url))
    many_members(cast.circle, 200)
    _page, many = statements(partial(client.get, url))
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
