"""Where one is signed in: told by device, ended from afar, and for nobody else's eyes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts import rules
from apps.accounts.kinds import Machine
from apps.accounts.models import User
from apps.accounts.tasks import forget_sessions
from apps.core import clock
from portal.schedule import beat_schedule
from tests.accounts.signing_in import ask, sign_in
from tests.people import make_user, signed_in

pytestmark = pytest.mark.django_db

AGENTS = {
    "iPhone": "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/19.1 Mobile/15E148 Safari/604.1",
    "Android": "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/142.0.0.0 Mobile Safari/537.36",
    "Windows": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
    "Mac": "Mozilla/5.0 (Macintosh; Intel Mac OS X 15.1; rv:140.0) Gecko/20100101 Firefox/140.0",
    "nothing": "",
}


@pytest.mark.parametrize(
    ("agent", "browser", "machine"),
    [
        ("iPhone", "Safari", Machine.IPHONE),
        ("Android", "Chrome", Machine.ANDROID_PHONE),
        ("Windows", "Edge", Machine.WINDOWS),
        ("Mac", "Firefox", Machine.MAC),
        ("nothing", "", Machine.OTHER),
    ],
)
def test_a_device_is_known_by_what_its_browser_says(
    agent: str, browser: str, machine: Machine
) -> None:
    assert (rules.browser(AGENTS[agent]), rules.machine(AGENTS[agent])) == (browser, machine)


def at(agent: str) -> Client:
    client = Client(headers={"User-Agent": AGENTS[agent]})
    sign_in(client, own_phone="on")
    return client


@pytest.fixture
def ana() -> User:
    return make_user("ana@example.org", "Ana")


def test_the_list_names_each_device_and_signs_out_there(ana: User) -> None:
    phone, computer = at("iPhone"), at("Windows")
    page = phone.get("/me/devices/").content.decode()
    assert "Safari on iPhone" in page
    assert "Edge on Windows computer" in page
    elsewhere = next(device for device in phone.get("/me/devices/").context["devices"][1:])
    for _ in range(2):  # pressed twice
        phone.post(f"/me/devices/{elsewhere.id}/end/")
    assert computer.get("/me/").status_code == 302
    assert phone.get("/me/").status_code == 200


def test_signing_out_everywhere_else_ends_sessions_we_had_no_row_of(
    ana: User, client_for: Callable[[User], Client]
) -> None:
    phone, forgotten = at("iPhone"), client_for(ana)
    UserSession.objects.exclude(session_key=phone.session.session_key).delete()
    phone.post("/me/devices/others/end/")
    assert forgotten.get("/me/").status_code == 302
    assert phone.get("/me/").status_code == 200
    assert len(phone.get("/me/devices/").context["devices"]) == 1


def test_nobody_signs_out_someone_else(ana: User, client_for: Callable[[User], Client]) -> None:
    phone = at("iPhone")
    jun = client_for(make_user("jun@example.org", "Jun"))
    row = UserSession.objects.get(session_key=phone.session.session_key)
    jun.post(f"/me/devices/{row.pk}/end/")
    assert phone.get("/me/").status_code == 200


def test_a_session_that_ran_out_is_no_device(ana: User) -> None:
    with time_machine.travel(datetime(2026, 11, 24, 9, tzinfo=UTC), tick=False) as clock:
        sign_in(Client())  # a borrowed phone
        phone = at("iPhone")
        clock.shift(timedelta(hours=1))
        assert len(phone.get("/me/devices/").context["devices"]) == 1


def test_the_list_costs_the_same_for_many_devices(ana: User) -> None:
    phone = at("iPhone")
    few = asked_of(phone, devices=1)
    kept = {"user": ana, "ip": "127.0.0.1", "user_agent": AGENTS["Mac"]}
    UserSession.objects.bulk_create(
        UserSession(session_key=signed_in(ana), **kept) for _ in range(10)
    )
    assert asked_of(phone, devices=11) == few


def asked_of(phone: Client, *, devices: int) -> int:
    with CaptureQueriesContext(connection) as queries:
        page = phone.get("/me/devices/")
    assert len(page.context["devices"]) == devices
    return len(queries)


def test_no_last_visit_is_kept(ana: User) -> None:
    with time_machine.travel(datetime(2026, 11, 24, 9, tzinfo=UTC), tick=False) as clock:
        phone = at("iPhone")
        clock.shift(timedelta(days=3))
        phone.get("/me/devices/")
    row = UserSession.objects.get()
    assert row.last_seen_at - row.created_at < timedelta(seconds=1)


def test_ones_own_phone_is_renewed_once_a_month_while_it_is_used(ana: User) -> None:
    with time_machine.travel(datetime(2026, 1, 1, 9, tzinfo=UTC), tick=False) as clock:
        phone = at("iPhone")
        for _ in range(14):  # more than a year in all
            clock.shift(timedelta(days=31))
            assert phone.get("/me/").status_code == 200


def test_signing_out_asks_the_phone_to_forget(ana: User) -> None:
    answer = at("iPhone").post("/sign-out/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "forget-kept" in Client().get("/sign-in/").content.decode()


def test_the_home_screen_icon_opens_where_one_is_signed_in(ana: User) -> None:
    phone = at("iPhone")
    start = phone.get("/manifest.webmanifest").json()["start_url"]
    assert not phone.get(start, follow=True).redirect_chain[-1][0].startswith("/sign-in/")
    cookie = phone.cookies["session"]
    assert int(cookie["max-age"]) == 365 * 24 * 3600
    assert cookie["samesite"] == "Lax"


def test_of_sessions_that_ended_by_themselves_nothing_is_kept(ana: User) -> None:
    phone, others = at("iPhone"), Client(headers={"User-Agent": AGENTS["Mac"]})
    sign_in(others)  # not their own: thirty minutes
    ask(Client(), "lee@example.org")
    assert Session.objects.count() == 3
    with time_machine.travel(clock.now() + timedelta(days=1)):
        forget_sessions()
    assert [row.session_key for row in Session.objects.all()] == [phone.session.session_key]
    assert [row.session_key for row in UserSession.objects.all()] == [phone.session.session_key]
    assert {"task": "apps.accounts.tasks.forget_sessions"}.items() <= (
        beat_schedule(60)["forget-sessions"].items()
    )
