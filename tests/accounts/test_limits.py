"""Who asks is taken from the configured proxies and from nobody else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory

from apps.accounts.codes import may_ask
from tests.accounts.signing_in import ask

pytestmark = pytest.mark.django_db


def statuses(count: int, **headers: str) -> list[int]:
    """So many tries to sign in with a passkey; each claims another origin of its own."""
    return [
        Client()
        .post("/sign-in/passkey/", headers={"X-Forwarded-For": f"198.51.100.{number}", **headers})
        .status_code
        for number in range(count)
    ]


@pytest.fixture
def proxies(settings: Any) -> Any:
    def configure(count: int) -> None:
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = count

    return configure


def test_without_a_proxy_a_forged_header_gives_nobody_more_tries(proxies: Any) -> None:
    proxies(0)
    assert statuses(21)[-2:] == [422, 429]


def test_behind_one_proxy_only_what_it_added_counts(proxies: Any) -> None:
    proxies(1)
    forged = [f"198.51.100.{number}, 203.0.113.9" for number in range(21)]
    got = [
        Client().post("/sign-in/passkey/", headers={"X-Forwarded-For": header}).status_code
        for header in forged
    ]
    assert got[-2:] == [422, 429]


def test_behind_one_proxy_people_do_not_use_up_each_others_tries(proxies: Any) -> None:
    proxies(1)
    assert set(statuses(25)) == {422}


def test_codes_for_one_address_are_counted_by_who_really_asks(proxies: Any) -> None:
    proxies(0)
    for number in range(3):
        ask(Client(headers={"X-Forwarded-For": f"198.51.100.{number}"}))
    refused = Client(headers={"X-Forwarded-For": "198.51.100.99"}).post(
        "/sign-in/", {"address": "ana@example.org"}
    )
    assert refused.status_code == 429


def asked_from(address: str) -> int:
    return Client(REMOTE_ADDR=address).post("/sign-in/", {"address": "ana@example.org"}).status_code


@pytest.mark.parametrize(
    ("house", "neighbour"),
    [
        ([f"2001:db8:1:2::{number}" for number in range(4)], "2001:db8:1:3::1"),
        (["192.0.2.7", "::ffff:192.0.2.7"] * 2, "::ffff:192.0.2.8"),
    ],
    ids=["IPv6", "IPv4"],
)
def test_a_house_is_one_place_however_many_addresses_it_has(
    house: list[str], neighbour: str
) -> None:
    """Else each address gets codes of its own, and soon there are none left for her."""
    assert [asked_from(address) for address in house] == [302, 302, 302, 429]
    assert asked_from(neighbour) == 302


def test_one_place_uses_up_half_of_a_days_codes_and_no_more() -> None:
    here, elsewhere = (
        RequestFactory(REMOTE_ADDR=address).post("/") for address in ("192.0.2.7", "192.0.2.8")
    )
    with time_machine.travel(datetime(2026, 11, 24, 9, tzinfo=UTC), tick=False) as clock:
        for _ in range(30):
            assert may_ask(here, "ana@example.org")
            clock.shift(timedelta(minutes=7))
        assert not may_ask(here, "ana@example.org")
        assert may_ask(elsewhere, "ana@example.org")


def test_questions_for_a_passkey_are_counted_before_one_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("apps.accounts.views.sign_in.QUESTIONS_A_MINUTE", 2)
    house = [f"2001:db8:1:2::{number}" for number in range(3)]
    got = [Client(REMOTE_ADDR=each).get("/sign-in/passkey/").status_code for each in house]
    assert got == [200, 200, 429]
    assert Session.objects.count() == 2
