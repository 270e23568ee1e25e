"""Sign-in through the front door: one field, a code by mail, the same answer for every address."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import User
from apps.core.cache import FallbackRedisCache
from apps.reminders.models import Mail, Reminder
from tests.accounts.signing_in import ask, newest_code, sign_in, wrong
from tests.people import make_user

pytestmark = pytest.mark.django_db


def test_a_new_address_gets_an_account_once_the_code_was_typed(client: Client) -> None:
    ask(client)
    assert not User.objects.exists()
    client.post("/sign-in/code/", {"code": newest_code()})
    user = User.objects.get()
    assert user.email == "ana@example.org"
    assert not user.has_usable_password()


def test_a_known_address_signs_in_to_the_account_it_has(client: Client) -> None:
    user = make_user("ana@example.org", "Ana")
    sign_in(client, "Ana@Example.org ")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert User.objects.count() == 1


def test_asking_for_a_code_looks_the_same_for_a_known_and_an_unknown_address() -> None:
    make_user("known@example.org", "Known")
    pages = []
    for address in ("known@example.org", "nobody@example.org"):
        client = Client()
        ask(client, address)
        page = client.get("/sign-in/code/")
        text = re.sub(r'value="[^"]+"', "", page.content.decode().replace(address, "X"))
        pages.append((page.status_code, text))
    assert pages[0] == pages[1]
    assert [len(m.to) for m in mail.outbox] == [1, 1]
    assert mail.outbox[0].subject == mail.outbox[1].subject


def test_asking_for_a_code_is_the_same_work_for_both(settings: Any) -> None:
    """The same statements, mails, kept state and answer; how long it takes is measured by bench/sign_in.py."""
    settings.EMAIL_BACKEND = "apps.reminders.backend.OutboxBackend"
    make_user("known@example.org", "Known")
    known, unknown = work_of("known@example.org"), work_of("nobody@example.org")
    assert known["mails"] == 1
    assert known == unknown


def work_of(address: str) -> dict[str, object]:
    """What one request does, without what has to differ: the address, tokens and moments."""
    client, owed = Client(), Reminder.objects.count()
    with CaptureQueriesContext(connection) as caught:
        response = client.post("/sign-in/", {"address": address})
    return {
        "statements": [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in caught],
        "mails": Reminder.objects.count() - owed,
        "subject": Mail.objects.latest("pk").subject,
        "kept": {name: type(value) for name, value in client.session["sign_in"].items()},
        "hash": len(client.session["sign_in"]["code_hash"]),
        "answer": (response.status_code, response["Location"], sorted(response.headers)),
    }


def test_the_session_keeps_a_hash_and_never_the_code(client: Client) -> None:
    ask(client)
    assert newest_code() not in str(dict(client.session))


def test_a_code_may_be_typed_with_spaces(client: Client) -> None:
    ask(client)
    code = newest_code()
    client.post("/sign-in/code/", {"code": f" {code[:3]} {code[3:]} "})
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "1234567"])
def test_something_that_is_no_code_gets_a_sentence_and_no_attempt_is_used(
    client: Client, typed: str
) -> None:
    ask(client)
    for _ in range(6):
        response = client.post("/sign-in/code/", {"code": typed})
        assert response.status_code == 422
        assert 'aria-invalid="true"' in response.content.decode()
    client.post("/sign-in/code/", {"code": newest_code()})
    assert "_auth_user_id" in client.session


def test_a_wrong_code_says_so_and_keeps_what_was_typed(client: Client) -> None:
    ask(client)
    typed = wrong(newest_code())
    response = client.post("/sign-in/code/", {"code": typed})
    assert response.status_code == 422
    assert "not the code we sent" in response.content.decode()
    assert typed in response.content.decode()


def test_after_five_wrong_codes_the_right_one_no_longer_works(client: Client) -> None:
    ask(client)
    code = newest_code()
    for _ in range(5):
        client.post("/sign-in/code/", {"code": wrong(code)})
    client.post("/sign-in/code/", {"code": code})
    assert "_auth_user_id" not in client.session


def test_tries_that_arrive_together_are_all_counted(client: Client) -> None:
    """A browser that sends one session's cookie many times at once gets five tries and no more."""
    ask(client)
    code, before = newest_code(), dict(client.session["sign_in"])
    for _ in range(5):
        client.post("/sign-in/code/", {"code": wrong(code)})
        session = client.session
        session["sign_in"] = before  # as the other requests had read it
        session.save()
    client.post("/sign-in/code/", {"code": code})
    assert "_auth_user_id" not in client.session


def test_redis_that_goes_away_between_two_tries_keeps_nobody_out(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> int:
        raise ValueError("Key not found")  # as the memory of a process says of what only Redis knew

    ask(client)
    code = newest_code()
    client.post("/sign-in/code/", {"code": wrong(code)})
    monkeypatch.setattr(FallbackRedisCache, "incr", gone)
    client.post("/sign-in/code/", {"code": code})
    assert "_auth_user_id" in client.session


def test_a_stranger_who_asks_for_codes_does_not_lock_her_out(client: Client) -> None:
    for _ in range(4):
        client.post("/sign-in/", {"address": "ana@example.org"}, REMOTE_ADDR="192.0.2.7")
    ask(client)
    for _ in range(20):
        wrong_try = Client(REMOTE_ADDR="192.0.2.7")
        wrong_try.post("/sign-in/code/", {"code": "123456"})
    client.post("/sign-in/code/", {"code": newest_code()})
    assert "_auth_user_id" in client.session


def test_a_code_typed_in_full_width_digits_is_the_same_code(client: Client) -> None:
    ask(client)
    wide = newest_code().translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    client.post("/sign-in/code/", {"code": wide})
    assert "_auth_user_id" in client.session


def test_a_closed_account_gets_a_plain_page(client: Client) -> None:
    user = make_user("ana@example.org", "Ana")
    user.is_active = False
    user.save()
    ask(client)
    response = client.post("/sign-in/code/", {"code": newest_code()}, follow=True)
    assert response.status_code == 403
    assert "account is closed" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_the_page_with_her_address_is_not_kept_on_the_phone(client: Client) -> None:
    ask(client)
    assert "no-store" in client.get("/sign-in/code/")["Cache-Control"]


def test_a_code_works_once(client: Client) -> None:
    sign_in(client)
    code = newest_code()
    client.post("/sign-out/")
    response = client.post("/sign-in/code/", {"code": code}, follow=True)
    assert "_auth_user_id" not in client.session
    assert "Ask for a new one" in response.content.decode()


def test_a_code_of_another_browser_does_not_work(client: Client) -> None:
    ask(client)
    code = newest_code()
    elsewhere = Client()
    ask(elsewhere, "other@example.org")
    assert newest_code() != code
    elsewhere.post("/sign-in/code/", {"code": code})
    assert "_auth_user_id" not in elsewhere.session


def test_a_code_is_too_old_after_fifteen_minutes(client: Client) -> None:
    start = datetime(2026, 3, 29, 0, 50, tzinfo=UTC)  # the clocks go forward in between
    with time_machine.travel(start, tick=False) as clock:
        ask(client)
        clock.shift(timedelta(minutes=15, seconds=1))
        response = client.post("/sign-in/code/", {"code": newest_code()})
    assert response.status_code == 422
    assert "older than 15 minutes" in response.content.decode()


def test_a_new_code_replaces_the_old_one(client: Client) -> None:
    ask(client)
    old = newest_code()
    client.post("/sign-in/code/", {"resend": "1"})
    assert len(mail.outbox) == 2
    if newest_code() != old:
        client.post("/sign-in/code/", {"code": old})
        assert "_auth_user_id" not in client.session
    client.post("/sign-in/code/", {"code": newest_code()})
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("typed", ["", "ana", "ana@", "a@b", "two@x.org, three@x.org"])
def test_something_that_is_no_address_gets_a_sentence_beside_the_field(
    client: Client, typed: str
) -> None:
    response = client.post("/sign-in/", {"address": typed})
    assert response.status_code == 422
    assert 'id="id_address_error"' in response.content.decode()
    assert not mail.outbox


def test_too_many_codes_for_one_address_are_refused_kindly(client: Client) -> None:
    for _ in range(3):
        ask(client)
    response = client.post("/sign-in/", {"address": "ana@example.org"})
    assert response.status_code == 429
    assert "wait a few minutes" in response.content.decode()
    assert len(mail.outbox) == 3
