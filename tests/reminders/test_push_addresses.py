"""A browser names the address that notifications go to: it must never lead to a machine of our own network."""

from collections.abc import Callable
from typing import Any
from unittest.mock import Mock

import pytest
import requests
from django.test import Client
from time_machine import Traveller
from urllib3.util import parse_url

from apps.accounts.models import User
from apps.reminders.channels.push import audience, is_allowed
from apps.reminders.models import PushDevice
from apps.reminders.subjects import Occasion
from tests.people import Cast
from tests.reminders.conftest import WEEK_BEFORE, SendDue, Sink
from tests.reminders.push_services import ADD, Browser, add, push_service

pytestmark = pytest.mark.django_db

# One reader ends their host name where another goes on.
READ_IN_TWO_WAYS = [
    "https://10.0.0.5\\.fcm.googleapis.com/x",
    "https://10.0.0.5\\@fcm.googleapis.com/x",
    "https://fcm.googleapis.com\\x",
    "https://fcm.googleapis.com/\\..\\x",
    "https://10.0.0.5%5c.fcm.googleapis.com/x",
    "https://10.0.0.5%2f.fcm.googleapis.com/x",
    "https://10.0.0.5\t.fcm.googleapis.com/x",
    "https://fcm.googleapis.com\n.evil.example/x",
    "https://fcm.googleapis.com/x\r\nHost: 10.0.0.5",
    "https://10.0.0.5 .fcm.googleapis.com/x",
    "https://10.0.0.5?.fcm.googleapis.com/x",
    "https://10.0.0.5#.fcm.googleapis.com/x",
    "https://10.0.0.5；.fcm.googleapis.com/x",
    "https://ｆcm.googleapis.com/x",
    "https://10.0.0.5:443:.fcm.googleapis.com/x",
    "https://:443@fcm.googleapis.com/x",
    "https://fcm.googleapis.com:/x",
    "https://fcm.googleapis.com:٤٤٣/x",
    "https:///fcm.googleapis.com/x",
    "https:fcm.googleapis.com/x",
]


NO_SERVICE = [
    "https://127.0.0.1/x",
    "http://fcm.googleapis.com/x",
    "https://fcm.googleapis.com:8443/x",
    "https://fcm.googleapis.com.evil.example/x",
    "https://evil.example/fcm.googleapis.com",
    "https://user:pass@fcm.googleapis.com/x",
    "https://fcm.googleapis.com@evil.example/x",
    "https://[::1]/x",
    "https://[bad/x",
    "file:///etc/passwd",
    "",
]


@pytest.mark.parametrize("endpoint", NO_SERVICE + READ_IN_TWO_WAYS)
def test_an_address_that_is_no_push_service_is_not_allowed(endpoint: str) -> None:
    assert not is_allowed(endpoint, ["fcm.googleapis.com", "http://10.0.0.5:9000"])


def test_nobody_sets_up_a_device_at_such_an_address(
    cast: Cast, client_for: Callable[[User], Client]
) -> None:
    client = client_for(cast.patient)
    for endpoint in NO_SERVICE + READ_IN_TWO_WAYS:
        client.post(ADD, {"endpoint": endpoint, **Browser().keys})
    assert "could not be set up" in client.get("/me/reminders/").content.decode()
    assert not PushDevice.objects.exists()


def test_a_device_that_was_kept_with_such_an_address_is_never_called(
    planned: Occasion, cast: Cast, client_for: Callable[[User], Client], clock: Traveller,
    sink: Sink, send_due: SendDue, settings: Any, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    clock.move_to(WEEK_BEFORE)
    with push_service(settings) as service:
        add(client_for(cast.patient), service, Browser())
    PushDevice.objects.update(endpoint=READ_IN_TWO_WAYS[0])
    settings.PUSH_HOSTS = ["fcm.googleapis.com"]
    called = Mock()
    monkeypatch.setattr("requests.Session.send", called)
    send_due()
    assert not called.called
    assert not PushDevice.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize(
    ("endpoint", "host"),
    [
        ("https://web.push.apple.com/QGu_-abc:def", "web.push.apple.com"),
        ("https://fcm.googleapis.com:443/fcm/send/a?b=%20&c=@d#e", "fcm.googleapis.com"),
        ("http://10.0.0.5:9000/abc", "10.0.0.5"),
        ("http://10.0.0.5:9001/abc", None),
    ],
)
def test_what_is_allowed_is_read_by_the_request_as_by_us(endpoint: str, host: str | None) -> None:
    hosts = ["push.apple.com", "fcm.googleapis.com", "http://10.0.0.5:9000"]
    assert is_allowed(endpoint, hosts) == (host is not None)
    prepared = requests.Request("POST", endpoint).prepare()
    assert host is None or parse_url(str(prepared.url)).host == host


def test_the_usual_port_is_no_part_of_whom_the_key_speaks_to() -> None:
    assert audience("https://fcm.googleapis.com:443/x") == "https://fcm.googleapis.com"
    assert audience("http://127.0.0.1:9000/x") == "http://127.0.0.1:9000"
