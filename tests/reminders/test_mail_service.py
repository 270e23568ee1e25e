"""Mail through a service's own API, and what it tells us later; played by a server on this machine."""

import hashlib
import hmac
import json
from base64 import b64encode
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.test import Client
from time_machine import Traveller

from apps.reminders import rules
from apps.reminders.kinds import DeliveryState, Parking, Reason, State
from apps.reminders.models import Delivery, Parked
from apps.reminders.subjects import Occasion
from tests.people import Cast
from tests.reminders.conftest import WEEK_BEFORE, SendDue, regular
from tests.reminders.mail_services import KEY, Service, mail_service

pytestmark = pytest.mark.django_db
HOOK = "/hooks/mail/"


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    with mail_service(settings) as running:
        yield running


@pytest.fixture
def sent(planned: Occasion, service: Service, clock: Traveller, send_due: SendDue) -> Service:
    clock.move_to(WEEK_BEFORE)
    send_due()
    return service


def told(event: str, cast: Cast, *, key: str = KEY, event_id: str = "e1", **more: Any) -> Any:
    """As Mailgun calls us."""
    mac = hmac.new(key.encode(), b"1600000000token", hashlib.sha256).hexdigest()
    data = {
        "event": event,
        "id": event_id,
        "recipient": cast.patient.email,
        "timestamp": 1600000000.0,
        "user-variables": {"reminder": str(regular(rules.WEEK).pk)},
        "message": {"headers": {"message-id": "1@mg"}},
    }
    signed = {"timestamp": "1600000000", "token": "token", "signature": mac}
    payload = {"signature": signed, "event-data": data | more}
    return Client().post(HOOK, json.dumps(payload), content_type="application/json")


def bounce(cast: Cast, **more: Any) -> Any:
    return told("failed", cast, severity="permanent", reason="bounce", **more)


def test_a_reminder_goes_out_by_the_services_api(sent: Service) -> None:
    [body] = sent.taken
    form = parse_qs(body.decode())
    assert form["text"][0].startswith("You have something")
    assert form["h:List-Unsubscribe-Post"] == ["List-Unsubscribe=One-Click"]
    assert form["v:reminder"] == [str(regular(rules.WEEK).pk)]
    assert regular(rules.WEEK).state == State.SENT


def test_a_service_in_trouble_is_asked_again(
    planned: Occasion, service: Service, clock: Traveller, send_due: SendDue
) -> None:
    service.status = 500
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert (regular(rules.WEEK).state, Delivery.objects.get().error) == (State.PENDING, "esp_500")


def test_what_bounced_leaves_the_address_alone(sent: Service, cast: Cast) -> None:
    assert bounce(cast).status_code == 200
    assert Parked.objects.get().reason == Parking.UNKNOWN
    assert Delivery.objects.get().state == DeliveryState.REFUSED
    assert regular(rules.WEEK).is_open  # the next way, if there were one


def test_what_was_lost_on_the_only_way_there_is_has_failed(
    sent: Service, cast: Cast, send_due: SendDue
) -> None:
    """Not "no texts left": there was never a number."""
    told("failed", cast, severity="permanent", reason="generic")
    assert not Parked.objects.exists()
    send_due()
    row = regular(rules.WEEK)
    assert (row.state, row.reason) == (State.FAILED, Reason.REFUSED)


def test_a_complaint_is_heard(sent: Service, cast: Cast) -> None:
    assert told("complained", cast).status_code == 200
    assert Parked.objects.get().reason == Parking.COMPLAINT


def test_an_arrival_is_noted_and_parks_nothing(sent: Service, cast: Cast) -> None:
    assert told("delivered", cast).status_code == 200
    assert Delivery.objects.get().state == DeliveryState.DELIVERED
    assert not Parked.objects.exists()


def test_an_event_counts_once(sent: Service, cast: Cast) -> None:
    bounce(cast)
    Parked.objects.all().delete()
    assert bounce(cast).status_code == 200
    assert not Parked.objects.exists()


def test_with_another_signature_nothing_is_heard(sent: Service, cast: Cast) -> None:
    assert bounce(cast, key="guessed").status_code == 403
    assert Client().post(HOOK, "{}", content_type="application/json").status_code == 403
    assert not Parked.objects.exists()


def test_a_full_mailbox_loses_one_mail_and_keeps_the_address(
    sent: Service, cast: Cast, settings: Any
) -> None:
    """Postmark's words, which anymail hears as bounced for good."""
    settings.MAIL_ESP, settings.ANYMAIL = "postmark", {"WEBHOOK_SECRET": "us:secret"}
    data = {
        "RecordType": "Bounce",
        "Type": "SoftBounce",
        "ID": 7,
        "Email": cast.patient.email,
        "BouncedAt": "2026-11-26T10:00:00Z",
        "Metadata": {"reminder": str(regular(rules.WEEK).pk)},
    }
    basic = "Basic " + b64encode(b"us:secret").decode()
    client = Client(headers={"Authorization": basic})
    response = client.post(HOOK, json.dumps(data), content_type="application/json")
    assert response.status_code == 200
    assert Delivery.objects.get().error == "mail_passing"
    assert not Parked.objects.exists()
    client.post(HOOK, json.dumps(data | {"Type": "HardBounce", "ID": 8}), "application/json")
    assert Parked.objects.get().reason == Parking.UNKNOWN


def test_a_service_that_signs_nothing_needs_a_secret(settings: Any) -> None:
    settings.MAIL_ESP, settings.ANYMAIL = "postmark", {}
    assert Client().post(HOOK, "[]", content_type="application/json").status_code == 404


def test_without_a_service_nobody_calls() -> None:
    assert Client().post(HOOK).status_code == 404
