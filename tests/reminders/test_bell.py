"""The portal's own bell: always there, whatever happens to messages, and never more than may be known."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import Traveller

from apps.circles.models import Membership
from apps.reminders import selectors, services
from apps.reminders.kinds import State
from apps.reminders.models import Mute, Reminder
from apps.reminders.selectors.bell import MOST
from apps.reminders.subjects import Occasion
from tests.people import Cast
from tests.reminders.conftest import (
    NOON,
    TWO_HOURS_BEFORE,
    WEEK_BEFORE,
    SendDue,
    Sink,
    Visit,
    regular,
)
from tests.reminders.visits import visits

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
WORDS = "A due for you"


def page(client: Client) -> str:
    return client.get("/me/bell/").content.decode()


def test_nothing_rings_before_it_is_due(planned: Occasion, client_for: SignIn, cast: Cast) -> None:
    assert "Nothing is waiting for you" in page(client_for(cast.patient))
    assert selectors.unread(cast.patient) == 0


def test_what_is_due_rings_even_if_no_worker_is_alive(
    planned: Occasion, client_for: SignIn, cast: Cast, clock: Traveller
) -> None:
    clock.move_to(WEEK_BEFORE)
    text = page(client_for(cast.patient))
    assert WORDS in text
    assert "Thursday 3 December" in text
    assert "The whole truth." in text  # whoever reads it has signed in
    assert WORDS not in page(client_for(cast.helper))


@pytest.mark.parametrize(
    ("trouble", "state"),
    [
        ("none", State.SENT),
        ("refused", State.FAILED),
        ("later", State.PENDING),
        ("muted", State.SKIPPED),
        ("outage", State.EXPIRED),
    ],
)
def test_however_sending_went_it_rings(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue, client_for: SignIn,
    cast: Cast, trouble: str, state: State,
) -> None:  # fmt: skip
    if trouble == "refused":
        sink.refuse_recipient[cast.patient.email] = "550 nobody here"
    if trouble == "later":
        sink.refuse_recipient[cast.patient.email] = "450 busy"
    if trouble == "muted":
        Mute.objects.create(user=cast.patient, circle=cast.circle)
    clock.move_to(WEEK_BEFORE if trouble != "outage" else NOON + timedelta(days=10))
    send_due()
    assert Reminder.objects.filter(state=state).exists()
    assert WORDS in page(client_for(cast.patient))
    assert selectors.unread(cast.patient) >= 1


@pytest.mark.parametrize("reason", ["gone", "no_access"])
def test_what_may_not_be_known_any_more_is_not_shown_and_leads_nowhere(
    planned: Occasion, client_for: SignIn, cast: Cast, clock: Traveller, reason: str
) -> None:
    clock.move_to(WEEK_BEFORE)
    client, item = client_for(cast.patient), regular(10080)
    visits.skip[planned.subject_id] = reason
    assert WORDS not in page(client)
    assert client.post(f"/me/bell/{item.pk}/").status_code == 404


def test_it_ends_with_the_membership(
    planned: Occasion, client_for: SignIn, cast: Cast, clock: Traveller
) -> None:
    clock.move_to(WEEK_BEFORE)
    Membership.objects.filter(user=cast.patient).update(ended_at=NOON)
    assert selectors.unread(cast.patient) == 0
    assert WORDS not in page(client_for(cast.patient))


def test_only_the_newest_of_a_backlog_is_left_under_it(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue, cast: Cast
) -> None:
    clock.move_to(TWO_HOURS_BEFORE)
    send_due()
    assert selectors.unread(cast.patient) == 1


def test_opening_an_item_leads_to_the_thing_and_marks_it_read(
    planned: Occasion, client_for: SignIn, cast: Cast, clock: Traveller
) -> None:
    clock.move_to(WEEK_BEFORE)
    client, item = client_for(cast.patient), regular(10080)
    response = client.post(f"/me/bell/{item.pk}/")
    assert response["Location"] == f"/visits/{planned.subject_id}/"
    assert selectors.unread(cast.patient) == 0
    assert WORDS in page(client)
    assert ">New<" not in page(client)


def test_an_item_opens_for_its_recipient_alone(
    planned: Occasion, client_for: SignIn, cast: Cast, clock: Traveller
) -> None:
    clock.move_to(WEEK_BEFORE)
    item = regular(10080)
    assert client_for(cast.coordinator).post(f"/me/bell/{item.pk}/").status_code == 404
    assert regular(10080).read_at is None


def test_all_can_be_marked_as_read_also_what_is_not_shown(
    planned: Occasion, client_for: SignIn, cast: Cast, clock: Traveller
) -> None:
    clock.move_to(WEEK_BEFORE)
    visits.skip[planned.subject_id] = "gone"
    client = client_for(cast.patient)
    assert client.post("/me/bell/read/")["Location"] == "/me/bell/"
    assert selectors.unread(cast.patient) == 0


def test_what_is_not_shown_any_more_can_be_marked_as_read_too(
    planned: Occasion, client_for: SignIn, cast: Cast, clock: Traveller
) -> None:
    """So that the number is not stuck, with nothing behind it."""
    clock.move_to(WEEK_BEFORE)
    visits.skip[planned.subject_id] = "no_access"
    client = client_for(cast.patient)
    assert "Nothing is waiting for you" in page(client)
    assert selectors.unread(cast.patient) == 1
    assert "Mark all as read" in page(client)


def test_all_are_marked_as_read_however_many(
    visit: Visit, client_for: SignIn, cast: Cast, clock: Traveller
) -> None:
    occasions = [visit(people=(cast.patient,), subject_id=uuid4()) for _ in range(MOST + 5)]
    services.plan_new(occasions)
    clock.move_to(WEEK_BEFORE)
    client_for(cast.patient).post("/me/bell/read/")
    assert selectors.unread(cast.patient) == 0


def test_the_number_stands_in_the_top_bar_and_costs_one_query(
    visit: Callable[..., Occasion], client_for: SignIn, cast: Cast, clock: Traveller,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for _ in range(2):
        services.plan(visit(subject_id=uuid4(), people=(cast.patient,)))
    clock.move_to(WEEK_BEFORE)
    text = client_for(cast.patient).get(f"/c/{cast.circle.pk}/people/").content.decode()
    assert ", 2 unread" in " ".join(text.split())
    with django_assert_num_queries(1):
        assert selectors.unread(cast.patient) == 2


@pytest.mark.parametrize("path", ["/me/bell/read/", "/me/bell/1/"])
def test_a_get_on_a_step_changes_nothing(client_for: SignIn, cast: Cast, path: str) -> None:
    assert client_for(cast.patient).get(path)["Location"] == "/me/bell/"
