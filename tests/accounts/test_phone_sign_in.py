"""Signing in with a phone number: the same page for every number, and a text only to one that is known."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import User
from apps.reminders import services
from apps.reminders.kinds import Reason, State
from apps.reminders.models import Reminder
from apps.reminders.services import nudging
from tests.accounts.signing_in import ask, newest_text, texted_code, wrong
from tests.people import make_user
from tests.reminders.gateways import Texts, gateway

pytestmark = pytest.mark.django_db
HERS, NOBODYS = "+447700900123", "+447700900999"


@pytest.fixture
def ana() -> User:
    user = make_user("ana@example.org", "Ana")
    user.phone = HERS
    user.save()
    return user


@pytest.fixture
def texts(tmp_path: Path, settings: Any) -> Iterator[Texts]:
    with gateway(tmp_path, settings) as running:
        yield running


@pytest.mark.parametrize("typed", ["07700 900123", "+44 7700 900 123", "0044-7700-900123"])
def test_a_known_number_signs_in_with_the_code_texted_to_it(
    client: Client, ana: User, texts: Texts, typed: str
) -> None:
    ask(client, typed)
    services.send_due(float("inf"))
    [text] = texts.to(HERS)
    response = client.post("/sign-in/code/", {"code": text[:6]})
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(ana.pk)
    assert not mail.outbox


def test_nothing_is_texted_to_a_number_nobody_has(client: Client, ana: User, texts: Texts) -> None:
    ask(client, NOBODYS)
    services.send_due(float("inf"))
    assert texts.taken() == []
    row = Reminder.objects.get()
    assert (row.state, row.reason, row.address) == (State.SKIPPED, Reason.NOT_REGISTERED, "")


def test_even_the_right_code_opens_nothing_for_a_number_nobody_has(client: Client) -> None:
    ask(client, NOBODYS)
    response = client.post("/sign-in/code/", {"code": texted_code()})
    assert response.status_code == 422
    assert not User.objects.exists()


def test_asking_looks_and_costs_the_same_for_a_known_and_an_unknown_number(ana: User) -> None:
    pages, counts, sessions = [], [], []
    for number in (HERS, NOBODYS):
        client = Client()
        with CaptureQueriesContext(connection) as queries:
            ask(client, number)
        counts.append(len(queries))
        sessions.append(set(client.session["sign_in"]))
        shown = f"{number[:3]} {number[3:7]} {number[7:]}"
        page = client.get("/sign-in/code/")
        text = page.content.decode().replace(shown, "X")
        pages.append((page.status_code, re.sub(r'value="[^"]+"', "", text)))
        assert "X" in text
    assert pages[0] == pages[1]
    assert counts[0] == counts[1]
    assert sessions[0] == sessions[1]
    assert len({len(words) for words in texts_owed()}) == 1


def texts_owed() -> list[str]:
    return [row.mail.text for row in Reminder.objects.select_related("mail").order_by("pk")]


def test_an_unknown_number_is_refused_after_as_many_texts_as_a_known_one(ana: User) -> None:
    for number in (HERS, NOBODYS):
        client = Client()
        for _ in range(3):
            ask(client, number)
        response = client.post("/sign-in/", {"address": number})
        assert response.status_code == 429
        assert "wait a few minutes" in response.content.decode()


def test_one_number_is_texted_at_most_ten_times_a_day_wherever_one_asks(ana: User) -> None:
    for number in range(10):
        ask(Client(REMOTE_ADDR=f"192.0.2.{number}"), HERS)
    refused = Client(REMOTE_ADDR="192.0.2.99").post("/sign-in/", {"address": HERS})
    assert refused.status_code == 429
    ask(Client(REMOTE_ADDR="192.0.2.99"), "ana@example.org")  # mail goes on


def test_one_source_can_ask_for_sixty_texts_a_day(client: Client) -> None:
    statuses = [
        client.post("/sign-in/", {"address": f"+4477009{number:05}"}).status_code
        for number in range(100, 161)
    ]
    assert (statuses[:60], statuses[60]) == ([302] * 60, 429)


def test_a_spent_budget_is_said_to_everyone_alike(client: Client, ana: User, settings: Any) -> None:
    settings.SMS_DAILY_BUDGET = 0
    for number in (HERS, NOBODYS):
        response = client.post("/sign-in/", {"address": number})
        assert response.status_code == 429
        assert "use your email" in response.content.decode()
    assert not Reminder.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("612 345 678", "Which country"),
        ("ana", "does not look like a phone number"),
        ("+44 20 7183 8750", "only mobile phones of"),
        ("+1 876 400 0000", "only mobile phones of"),
        ("", "your email address or your phone number"),
        ("ana@", "does not look like an email address"),
    ],
)
def test_what_no_text_can_go_to_gets_a_sentence_beside_the_field(
    client: Client, typed: str, said: str
) -> None:
    response = client.post("/sign-in/", {"address": typed})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert 'id="id_address_error"' in response.content.decode()
    assert not Reminder.objects.exists()


def test_a_texted_code_works_once_and_for_fifteen_minutes(client: Client, ana: User) -> None:
    with time_machine.travel(datetime(2026, 11, 24, 9, 0, tzinfo=UTC), tick=False) as clock:
        ask(client, HERS)
        assert client.post("/sign-in/code/", {"code": wrong(texted_code())}).status_code == 422
        clock.shift(timedelta(minutes=16))
        late = client.post("/sign-in/code/", {"code": texted_code()})
        assert "older than 15 minutes" in late.content.decode()
        services.send_due(float("inf"))  # the outbox gives up what helps nobody any more
        assert Reminder.objects.get().state == State.EXPIRED
        client.post("/sign-in/code/", {"resend": "1"})
        code = texted_code()
        assert client.post("/sign-in/code/", {"code": code}).status_code == 302
    client.post("/sign-out/")
    client.post("/sign-in/code/", {"code": code})
    assert "_auth_user_id" not in client.session


def test_a_number_taken_off_in_between_no_longer_opens_the_account(
    client: Client, ana: User
) -> None:
    ask(client, HERS)
    ana.phone = None
    ana.save()
    assert client.post("/sign-in/code/", {"code": texted_code()}).status_code == 422


def test_phones_can_fill_in_the_code_by_themselves_on_our_page_alone(
    client: Client, ana: User
) -> None:
    ask(client, HERS)
    assert newest_text().splitlines()[-1] == f"@localhost #{texted_code()}"
    assert len(newest_text()) <= 160
    assert newest_text().isascii()  # one dear sign would halve what fits into one text


def test_without_a_gateway_no_page_offers_texts(client: Client, settings: Any) -> None:
    settings.SMS = {}
    assert "Email or phone" not in client.get("/sign-in/").content.decode()
    response = client.post("/sign-in/", {"address": HERS})
    assert "does not look like an email address" in response.content.decode()


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a page owes waits for the test to send it."""
    monkeypatch.setattr(nudging._messenger, "take", lambda _ids: None)
