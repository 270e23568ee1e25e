"""The one-answer link: it shows when, takes an answer without sign-in, and is good for nothing else."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from time_machine import Traveller

from apps.circles.models import Membership
from apps.reminders import services
from apps.reminders.models import Reminder
from apps.reminders.services.answers import link_for
from apps.reminders.subjects import Occasion
from tests.people import Cast
from tests.reminders.conftest import NOON
from tests.reminders.visits import visits

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(visit: Callable[..., Occasion], cast: Cast) -> Occasion:
    occasion = visit(people=(cast.patient, cast.helper))
    services.plan(occasion)
    return occasion


@pytest.fixture
def path(planned: Occasion, cast: Cast) -> str:
    """The link in the patient's first reminder."""
    return path_for(Reminder.objects.filter(membership__user=cast.patient)[0])


def path_for(reminder: Reminder) -> str:
    return urlsplit(link_for(reminder)).path


def test_the_page_shows_weekday_and_time_and_nothing_about_anyone(
    client: Client, path: str
) -> None:
    response = client.get(path)
    page = response.content.decode()
    assert response.status_code == 200
    assert "Tuesday at 10:30" in page
    assert "I’ll be there" in page
    assert "Mei" not in page
    assert response["Cache-Control"] == "no-store, private"
    assert response["Referrer-Policy"] == "same-origin"  # "no-referrer" would make forms fail


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_opening_the_link_answers_nothing(client: Client, path: str, method: str) -> None:
    getattr(client, method)(path)
    assert visits.answers == {}


def test_pressing_a_button_answers_and_can_be_changed(client: Client, path: str) -> None:
    page = client.post(path, {"answer": "yes"})
    assert "Thank you. The others can see it." in page.content.decode()
    assert list(visits.answers.values()) == ["yes"]
    client.post(path, {"answer": "no"})
    assert list(visits.answers.values()) == ["no"]
    assert "<strong>I can’t</strong>" in client.get(path).content.decode()


def test_the_button_pressed_in_a_mail_stands_out_and_counts_once_pressed_again(
    client: Client, path: str
) -> None:
    page = client.get(f"{path}?say=no").content.decode()
    assert "One more press, and it counts." in page
    assert page.count("button--primary") == 1
    assert visits.answers == {}
    for nonsense in ("", "maybe", '"><b>'):
        assert "button--primary" not in client.get(path, {"say": nonsense}).content.decode()
    answered = client.post(f"{path}?say=no", {"answer": "no"}).content.decode()
    assert "One more press" not in answered
    assert "One more press" not in client.get(f"{path}?say=no").content.decode()


@pytest.mark.parametrize("code", ["", "maybe", "yes" * 1000])
def test_an_answer_that_is_none_changes_nothing(client: Client, path: str, code: str) -> None:
    response = client.post(path, {"answer": code})
    assert response.status_code == 422
    assert "Please press one of the buttons." in response.content.decode()
    assert visits.answers == {}


def test_an_answer_from_another_site_is_refused(path: str) -> None:
    response = Client(enforce_csrf_checks=True).post(path, {"answer": "yes"})
    assert response.status_code == 403
    assert visits.answers == {}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: token[:-1],
        lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
        lambda token: token.partition(".")[0],
        lambda token: "9" * 30 + "." + token.partition(".")[2],
        lambda token: "999999." + token.partition(".")[2],
        lambda token: "٣." + token.partition(".")[2],
        lambda token: "nonsense",
    ],
)
def test_a_spoiled_link_gets_a_kind_page(
    client: Client, path: str, spoil: Callable[[str], str]
) -> None:
    token = path.removeprefix("/r/").removesuffix("/")
    response = client.get(f"/r/{spoil(token)}/")
    assert response.status_code == 404
    assert "This link does not work" in response.content.decode()


def test_the_signature_of_one_reminder_does_not_open_another(
    client: Client, planned: Occasion, cast: Cast
) -> None:
    mine = Reminder.objects.filter(membership__user=cast.patient)[0]
    theirs = Reminder.objects.filter(membership__user=cast.helper)[0]
    signature = path_for(mine).partition(".")[2]
    assert client.get(f"/r/{theirs.pk}.{signature}").status_code == 404


def test_all_reminders_of_one_visit_ask_the_same_person(path: str, client: Client) -> None:
    client.post(path, {"answer": "yes"})
    ask = visits.asked[-1]
    reminder = Reminder.objects.get(pk=int(path.removeprefix("/r/").partition(".")[0]))
    assert (ask.membership_id, ask.subject_id) == (reminder.membership_id, reminder.subject_id)


def test_a_link_ends_with_the_event(client: Client, path: str, clock: Traveller) -> None:
    clock.move_to(NOON + timedelta(days=9))
    response = client.post(path, {"answer": "yes"})
    assert response.status_code == 410
    assert "This link has had its time" in response.content.decode()
    assert visits.answers == {}


@pytest.mark.parametrize(
    ("reason", "status"),
    [("moved", 410), ("cancelled", 410), ("past", 410), ("gone", 404), ("no_access", 404)],
)
def test_a_link_is_good_only_while_what_it_asks_is_true(
    client: Client, path: str, planned: Occasion, reason: str, status: int
) -> None:
    visits.skip[planned.subject_id] = reason
    assert client.post(path, {"answer": "yes"}).status_code == status
    assert visits.answers == {}


def test_who_wants_no_reminders_can_still_change_an_answer(
    client: Client, path: str, planned: Occasion
) -> None:
    visits.skip[planned.subject_id] = "not_wanted"
    assert client.post(path, {"answer": "no"}).status_code == 200


def test_a_link_ends_with_the_membership(client: Client, path: str, cast: Cast) -> None:
    Membership.objects.filter(user=cast.patient).update(ended_at=NOON)
    assert client.get(path).status_code == 404
