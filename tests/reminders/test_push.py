"""Notifications: set up by a browser, encrypted for it, sent to known push services only, and ended."""

import base64
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from py_vapid import Vapid02
from time_machine import Traveller

from apps.accounts.models import User
from apps.core.site_guide import guide
from apps.reminders import rules
from apps.reminders.channels.push import public_key
from apps.reminders.kinds import Channel, State
from apps.reminders.models import Delivery, Preference, PushDevice, Reminder
from apps.reminders.subjects import Occasion
from tests.careplan.drafts import make_appointment, when
from tests.people import Cast
from tests.reminders.conftest import NOON, START, WEEK_BEFORE, SendDue, Sink, regular
from tests.reminders.push_services import ADD, Browser, PushService, add, push_service

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def service(settings: Any) -> Iterator[PushService]:
    with push_service(settings) as running:
        yield running


@pytest.fixture
def phone(cast: Cast, client_for: Callable[[User], Client]) -> Client:
    return client_for(cast.patient)


@pytest.fixture
def due(planned: Occasion, cast: Cast, clock: Traveller) -> Occasion:
    Preference.objects.create(user=cast.patient, quiet_from=None, quiet_to=None)
    clock.move_to(WEEK_BEFORE)
    return planned


def test_a_notification_can_be_read_by_the_browser_alone_and_says_little(
    due: Occasion, phone: Client, service: PushService, sink: Sink, send_due: SendDue, settings: Any
) -> None:
    browser = Browser()
    assert "come to this device" in add(phone, service, browser).content.decode()
    send_due()
    [(_path, headers, body)] = service.taken
    told = browser.reads(body)
    assert told["title"] == "Alongside"
    assert told["body"].startswith("You have something")
    assert told["url"] == f"/visits/{due.subject_id}/"
    assert told["answer"]["label"] == "Answer"
    page = Client().post(urlsplit(told["answer"]["url"]).path, {"answer": "no"})
    assert "The others can see it." in page.content.decode()
    assert b"You have something" not in body
    assert int(headers["TTL"]) == (START - WEEK_BEFORE).total_seconds()
    assert headers["Urgency"] == "normal"
    assert len(headers["Topic"]) <= 32
    scheme, _, parts = headers["Authorization"].partition(" ")
    signed = dict(part.split("=", 1) for part in parts.split(","))
    assert (scheme, signed["k"]) == ("vapid", public_key(settings.PUSH_KEY))
    assert Vapid02.verify(headers["Authorization"])
    claims = json.loads(base64.urlsafe_b64decode(signed["t"].split(".")[1] + "=="))
    assert (claims["aud"], claims["sub"]) == (service.origin, f"mailto:{guide().contact_email}")
    assert timedelta() < datetime.fromtimestamp(claims["exp"], UTC) - WEEK_BEFORE < DAY
    assert sink.taken == []
    assert regular(rules.WEEK).state == State.SENT


@pytest.mark.parametrize(
    ("left", "ttl", "urgency"),
    [
        (timedelta(minutes=60), 3600, "high"),
        (timedelta(minutes=61), 3660, "normal"),
        (timedelta(days=60), 28 * 86400, "normal"),
    ],
)
def test_the_service_keeps_it_while_it_is_of_use_and_hurries_in_the_last_hour(
    due: Occasion, phone: Client, service: PushService, send_due: SendDue,
    left: timedelta, ttl: int, urgency: str,
) -> None:  # fmt: skip
    add(phone, service, Browser())
    Reminder.objects.filter(pk=regular(rules.WEEK).pk).update(expires_at=WEEK_BEFORE + left)
    send_due()
    [(_path, headers, _body)] = service.taken
    assert (int(headers["TTL"]), headers["Urgency"]) == (ttl, urgency)


def test_every_device_of_a_person_is_notified(
    due: Occasion,
    cast: Cast,
    phone: Client,
    client_for: Callable[[User], Client],
    service: PushService,
    send_due: SendDue,
) -> None:
    add(phone, service, Browser())
    add(client_for(cast.patient), service, Browser(), "/two")
    send_due()
    assert sorted(path for path, _headers, _body in service.taken) == ["/one", "/two"]
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_forgotten_and_mail_takes_over(
    due: Occasion,
    cast: Cast,
    phone: Client,
    service: PushService,
    sink: Sink,
    send_due: SendDue,
    status: int,
) -> None:
    add(phone, service, Browser())
    service.status["/one"] = status
    send_due()
    assert not PushDevice.objects.filter(ended_at=None).exists()
    assert len(sink.to(cast.patient.email)) == 1
    assert [d.error for d in Delivery.objects.order_by("attempt")] == ["no_device", ""]


def test_a_service_that_sends_us_elsewhere_is_not_followed(
    due: Occasion, phone: Client, service: PushService, send_due: SendDue
) -> None:
    add(phone, service, Browser())
    service.status["/one"] = 307
    send_due()
    assert service.taken == []
    assert Delivery.objects.first().error == "push_307"  # type: ignore[union-attr]


def test_signing_out_ends_notifications_on_that_device(
    due: Occasion, cast: Cast, phone: Client, service: PushService, sink: Sink, send_due: SendDue
) -> None:
    add(phone, service, Browser())
    phone.post("/sign-out/")
    send_due()
    assert service.taken == []
    assert len(sink.to(cast.patient.email)) == 1


def test_a_device_can_be_taken_off_by_its_owner_alone(
    cast: Cast, phone: Client, client_for: Callable[[User], Client], service: PushService
) -> None:
    add(phone, service, Browser())
    path = f"{ADD}{PushDevice.objects.get().pk}/removal/"
    client_for(cast.stranger).post(path)
    assert PushDevice.objects.exists()
    phone.post(path)
    assert not PushDevice.objects.exists()


def test_whoever_sets_up_a_device_wants_notifications_first(
    cast: Cast, phone: Client, service: PushService
) -> None:
    add(phone, service, Browser())
    assert Preference.objects.get(user=cast.patient).channels == [Channel.PUSH, Channel.EMAIL]
    page = phone.get("/me/reminders/").content.decode()
    assert "Stop" in page
    assert "Notification" in page


def test_keys_that_are_none_are_refused(phone: Client, service: PushService) -> None:
    form = {"endpoint": f"{service.origin}/one", "p256dh": "short", "auth": "!!"}
    phone.post(ADD, form)
    assert not PushDevice.objects.exists()


def test_the_worker_stands_at_the_top_and_keeps_nothing(client: Client) -> None:
    response = client.get("/sw.js")
    assert response["Content-Type"].startswith("text/javascript")
    script = response.content.decode()
    assert "caches" not in script
    assert '"fetch"' not in script


def test_without_a_key_no_page_offers_notifications(phone: Client, settings: Any) -> None:
    settings.PUSH_KEY = ""
    assert "Notify me" not in phone.get("/me/reminders/").content.decode()
    assert phone.post(ADD, {}).status_code == 404


@pytest.mark.parametrize(
    ("says_more", "what"), [(False, "You have something"), (True, "Secret scan")]
)
def test_a_notification_says_what_was_allowed_and_the_readers_own_time(
    cast: Cast, phone: Client, service: PushService, sink: Sink, send_due: SendDue,
    clock: Traveller, says_more: bool, what: str,
) -> None:  # fmt: skip
    User.objects.filter(pk=cast.patient.pk).update(time_zone="Asia/Shanghai")
    Preference.objects.create(
        user=cast.patient,
        quiet_from=None,
        quiet_to=None,
        says_more=says_more,
        channels=[Channel.PUSH],
    )
    browser = Browser()
    add(phone, service, browser)
    late = when(NOON.date() + timedelta(days=3), time(22))
    make_appointment(cast.access(cast.coordinator), title="Secret scan", when=late)
    clock.shift(timedelta(days=2))
    send_due()
    told = browser.reads(service.taken[-1][2])
    assert told["body"] == f"{what} on Friday 4 December at 22:00 (Saturday, 06:00 where you are)."
