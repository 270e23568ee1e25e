"""Mail through a service's own API, and what it tells us later; played by a server on this machine."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.test import Client
from time_machine import Traveller

from apps.reminders import rules
from apps.reminders.kinds import DeliveryState, Parking, State
from apps.reminders.models import Delivery, Parked
from apps.reminders.subjects import Occasion
from tests.people import Cast
from tests.reminders.conftest import WEEK_BEFORE, SendDue, regular

pytestmark = pytest.mark.django_db
KEY = "a-signing-key"
HOOK = "/hooks/mail/"


@dataclass
class Service:
    """Mailgun's API, as far as one message goes."""

    status: int = 200
    taken: list[bytes] = field(default_factory=list)


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    mail = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if mail.status == 200:
                mail.taken.append(body)
            answer = json.dumps({"id": "<1@mg>", "message": "Queued. Thank you."}).encode()
            self.send_response(mail.status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_args: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    settings.MAIL_ESP = "mailgun"
    settings.ANYMAIL = {
        "MAILGUN_API_KEY": "a-key",
        "MAILGUN_SENDER_DOMAIN": "mg.example",
        "MAILGUN_WEBHOOK_SIGNING_KEY": KEY,
        "MAILGUN_API_URL": f"http://127.0.0.1:{server.server_address[1]}/v3",
    }
    yield mail
    server.shutdown()
    thread.join()
    server.server_close()


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


def test_a_service_that_signs_nothing_needs_a_secret(settings: Any) -> None:
    settings.MAIL_ESP, settings.ANYMAIL = "postmark", {}
    assert Client().post(HOOK, "[]", content_type="application/json").status_code == 404


def test_without_a_service_nobody_calls() -> None:
    assert Client().post(HOOK).status_code == 404
