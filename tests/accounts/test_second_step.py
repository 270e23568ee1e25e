"""The second step for those who want it: an app, recovery codes, and clocks that are wrong."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client

from apps.accounts.models import User
from tests.accounts.device import Device, set_up, sign_in_with
from tests.accounts.signing_in import ask, newest_code
from tests.people import make_user
from tests.proof import prove

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as travelling:
        yield travelling


@pytest.fixture
def ana(clock: time_machine.Traveller) -> User:
    return make_user("ana@example.org", "Ana")


@pytest.fixture
def phone(ana: User, client_for: Callable[[User], Client]) -> Client:
    return prove(client_for(ana), ana)


class App:
    """An authenticator app; its clock may be wrong by so many seconds."""

    def __init__(self, secret: str) -> None:
        self.secret = secret

    def code(self, wrong_by: int = 0) -> str:
        counter = (int(datetime.now(UTC).timestamp()) + wrong_by) // 30
        return str(format_hotp_value(hotp_value(self.secret, counter)))


def text(response: Any) -> str:
    return str(response.content.decode())


def begin(phone: Client) -> App:
    page = phone.get("/me/second-step/setup/")
    assert 'class="qr"' in text(page)
    assert page.context["letters"].replace(" ", "") == page.context["secret"]
    return App(page.context["secret"])


@pytest.fixture
def recovery() -> list[str]:
    return []


@pytest.fixture
def app(phone: Client, recovery: list[str], clock: time_machine.Traveller) -> App:
    app = begin(phone)
    response = phone.post("/me/second-step/setup/", {"code": app.code()})
    recovery += re.findall(r"\b\d{5} \d{5}\b", text(response))
    clock.shift(timedelta(minutes=1))
    return app


def first_step(client: Client) -> None:
    ask(client, own_phone="on", next="/circles/")
    response = client.post("/sign-in/code/", {"code": newest_code()})
    assert response["Location"] == "/sign-in/second-step/"
    assert "_auth_user_id" not in client.session


def second(client: Client, code: str) -> Any:
    return client.post("/sign-in/second-step/", {"code": code})


def test_after_the_code_by_mail_comes_the_code_from_the_app(app: App, client: Client) -> None:
    first_step(client)
    assert client.get("/circles/").status_code == 302
    assert second(client, app.code())["Location"] == "/circles/"
    assert client.get("/circles/").status_code == 200
    assert client.session.get_expiry_age() == 365 * 24 * 3600


def test_it_is_on_only_once_the_app_has_shown_a_code(phone: Client) -> None:
    app = begin(phone)
    assert phone.post("/me/second-step/setup/", {"code": "000000"}).status_code == 422
    assert begin(phone).secret == app.secret  # the square in the app stays the right one
    assert not Authenticator.objects.exists()


def test_turning_it_on_twice_keeps_the_first(phone: Client, app: App) -> None:
    assert phone.post("/me/second-step/setup/", {"code": app.code()}).status_code == 302
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_a_wrong_clock_is_recognised_while_setting_up(phone: Client) -> None:
    app = begin(phone)
    answer = text(phone.post("/me/second-step/setup/", {"code": app.code(wrong_by=300)}))
    assert "5 minutes fast" in answer
    answer = text(phone.post("/me/second-step/setup/", {"code": app.code(wrong_by=-600)}))
    assert "10 minutes slow" in answer


def test_a_clock_half_a_minute_off_is_no_trouble(app: App, client: Client) -> None:
    first_step(client)
    assert second(client, app.code(wrong_by=-30)).status_code == 302


def test_a_clock_further_off_gets_a_sentence_that_helps(app: App, client: Client) -> None:
    first_step(client)
    response = second(client, app.code(wrong_by=180))
    assert response.status_code == 422
    assert "automatic time" in text(response)
    assert "minutes fast" not in text(response)  # nobody learns that it was right for another time


def test_a_code_of_the_app_works_once(app: App, client: Client) -> None:
    first_step(client)
    code = app.code()
    second(client, code)
    elsewhere = Client()
    first_step(elsewhere)
    response = second(elsewhere, code)
    assert response.status_code == 422
    assert "used already" in text(response)


def test_the_code_that_turned_it_on_does_not_sign_in(phone: Client, client: Client) -> None:
    app = begin(phone)
    phone.post("/me/second-step/setup/", {"code": app.code()})
    first_step(client)
    assert "used already" in text(second(client, app.code()))


def test_a_recovery_code_stands_in_for_the_lost_phone_once(
    app: App, recovery: list[str], phone: Client, client: Client
) -> None:
    assert len(set(recovery)) == 10
    first_step(client)
    assert second(client, recovery[3]).status_code == 302
    assert "9 codes left" in text(phone.get("/me/second-step/"))
    elsewhere = Client()
    first_step(elsewhere)
    assert "was used already" in text(second(elsewhere, recovery[3]))


def test_recovery_codes_are_kept_as_hashes_and_shown_once(
    app: App, recovery: list[str], phone: Client
) -> None:
    kept = str([row.data for row in Authenticator.objects.all()])
    assert not any(code.replace(" ", "") in kept for code in recovery)
    for page in ("/me/second-step/", "/me/second-step/codes/"):
        assert not any(code in text(phone.get(page)) for code in recovery)


def test_new_recovery_codes_replace_the_old(
    app: App, recovery: list[str], phone: Client, ana: User, client: Client
) -> None:
    prove(phone, ana, method="mfa", type="totp")
    fresh = re.findall(r"\b\d{5} \d{5}\b", text(phone.post("/me/second-step/codes/")))
    assert len(fresh) == 10
    first_step(client)
    assert second(client, recovery[0]).status_code == 422
    assert second(client, fresh[0]).status_code == 302


def test_five_tries_and_then_a_pause(app: App, client: Client) -> None:
    first_step(client)
    for _ in range(5):
        second(client, "000000")
    assert "Please wait ten minutes" in text(second(client, app.code()))


def test_a_passkey_needs_no_second_step(app: App, phone: Client, ana: User, client: Client) -> None:
    prove(phone, ana, method="mfa", type="totp")
    device = Device()
    set_up(phone, device)
    assert sign_in_with(client, device).status_code == 302
    assert client.get("/circles/").status_code == 200


def test_whoever_reads_her_mail_cannot_turn_it_off(app: App, phone: Client, ana: User) -> None:
    prove(phone, ana)  # a code from the mail, just now
    response = phone.get("/me/second-step/removal/")
    assert response["Location"].startswith("/proof/")
    assert "by email" not in text(phone.get(response["Location"]))
    assert phone.post("/proof/", {"send": "mail"}).status_code == 422
    phone.post("/me/second-step/removal/")
    assert Authenticator.objects.filter(type="totp").exists()


def test_with_a_code_from_the_app_she_turns_it_off(app: App, phone: Client, client: Client) -> None:
    lead = phone.get("/me/second-step/removal/")["Location"]
    answer = phone.post(lead, {"code": app.code(), "next": "/me/second-step/removal/"})
    assert answer["Location"] == "/me/second-step/removal/"
    phone.post("/me/second-step/removal/")
    assert not Authenticator.objects.exists()
    assert "turned off" in str(mail.outbox[-1].body)
    ask(client)
    client.post("/sign-in/code/", {"code": newest_code()})
    assert "_auth_user_id" in client.session


def test_the_second_page_is_nothing_without_the_first(client: Client) -> None:
    assert client.get("/sign-in/second-step/")["Location"] == "/sign-in/"
    assert second(client, "123456")["Location"] == "/sign-in/"
