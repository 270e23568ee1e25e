"""Who asks is taken from the configured proxies and from nobody else."""

from typing import Any

import pytest
from django.test import Client

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
