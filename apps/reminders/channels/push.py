"""Notifications on a device's own screen: encrypted for that device, signed with the site's key (VAPID).

The push service between sees a length and an address; never a word.
"""

import base64
import json
import re
from datetime import timedelta
from functools import cache
from typing import Any

import requests
import structlog
from django.conf import settings

from apps.core import clock
from apps.core.site_guide import guide
from apps.reminders.channels import Device, Letter, NotDelivered
from apps.reminders.kinds import Channel

log = structlog.get_logger(__name__)

CONNECT_SECONDS = 3.0
WAITS = 10  # for each of several devices
GONE = {404, 410}
NO_DEVICE = "no_device"
SIGNED_FOR_SECONDS = 12 * 3600
LONGEST_KEPT = timedelta(weeks=4)  # what push services keep for a device that is off
HURRY = timedelta(hours=1)

# So narrow that nobody can read it in two ways. What one reader takes for the end of the host's name, a backslash
# say, is to another a part of it, and the one that decides must not be another than the one that calls.
ENDPOINT = re.compile(
    r"(?P<origin>(?P<scheme>https?)://(?P<host>[a-z0-9.-]+)(?::(?P<port>[0-9]{1,5}))?)/[!-\[\]-~]*"
)


def is_on() -> bool:
    return bool(settings.PUSH_KEY)


@cache
def public_key(private_key: str) -> str:
    """What a browser needs to know of the site's key, as it wants it."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    key = _vapid(private_key).public_key
    raw = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class PushChannel:
    name = Channel.PUSH

    def __init__(self) -> None:
        self.gone: list[str] = []
        self._session: requests.Session | None = None

    def open(self) -> None:
        """Nothing to knock at: each device has a push service of its own."""

    def send(self, letter: Letter) -> None:
        """To every device of this person; returns once one service has taken it. Raises NotDelivered."""
        answers = [self._push(letter, device) for device in letter.devices]
        self.gone += [
            device.endpoint
            for device, status in zip(letter.devices, answers, strict=True)
            if status in GONE
        ]
        if any(200 <= status < 300 for status in answers):
            return
        trouble = next((status for status in answers if status not in GONE), None)
        if trouble is None:
            raise NotDelivered(NO_DEVICE, is_permanent=True)
        raise NotDelivered(f"push_{trouble}" if trouble else "push_away", is_permanent=False)

    def close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.close()

    def _push(self, letter: Letter, device: Device) -> int:
        """The service's answer; 0 when it gave none."""
        if not is_allowed(device.endpoint, settings.PUSH_HOSTS):
            return 410
        self._session = self._session or requests.Session()
        try:
            response = self._session.post(
                device.endpoint,
                data=_encrypted(letter.text, device),
                headers=_headers(letter, device),
                timeout=(CONNECT_SECONDS, settings.REMINDER_LEASE_SECONDS / WAITS),
                allow_redirects=False,
            )
        except requests.RequestException as error:
            log.warning("push.unreachable", error=type(error).__name__)
            return 0
        return response.status_code


def is_allowed(endpoint: str, hosts: list[str]) -> bool:
    """Whether we call that address: https on a known push service's host, or an origin named as a whole.

    A browser tells us where to send. It must not be able to point us at a machine of our own network.
    """
    parts = ENDPOINT.fullmatch(endpoint)
    if parts is None:
        return False
    if parts["origin"] in hosts:
        return True
    known = any(parts["host"] == name or parts["host"].endswith(f".{name}") for name in hosts)
    return parts["scheme"] == "https" and parts["port"] in {None, "443"} and known


def audience(endpoint: str) -> str:
    """Whom the key speaks to: the origin, written as a service writes its own."""
    parts = ENDPOINT.fullmatch(endpoint)
    origin = parts["origin"] if parts else ""
    return origin.removesuffix(":443") if origin.startswith("https:") else origin


def payload(title: str, body: str, url: str, tag: str, answer: tuple[str, str] | None) -> str:
    """What the service worker shows; ``tag`` lets a newer message about a thing take the older one's place.
    ``answer``: the one-answer link and the words of its button."""
    told: dict[str, Any] = {"title": title, "body": body, "url": url, "tag": tag}
    if answer:
        told["answer"] = dict(zip(("url", "label"), answer, strict=True))
    return json.dumps(told)


def _encrypted(text: str, device: Device) -> bytes:
    from pywebpush import WebPusher  # slow to import, and most processes never push

    keys = {"p256dh": device.p256dh, "auth": device.auth}
    subscription: Any = {"endpoint": device.endpoint, "keys": keys}
    return bytes(WebPusher(subscription).encode(text.encode())["body"])


def _headers(letter: Letter, device: Device) -> dict[str, str]:
    now = clock.now()
    claims = {
        "aud": audience(device.endpoint),
        "exp": int(now.timestamp()) + SIGNED_FOR_SECONDS,
        "sub": f"mailto:{guide().contact_email}",
    }
    left = letter.expires_at - now if letter.expires_at else timedelta()
    signed: dict[str, str] = _vapid(settings.PUSH_KEY).sign(claims)
    return signed | {
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(max(min(left, LONGEST_KEPT), timedelta()).total_seconds())),
        "Urgency": "high" if left <= HURRY else "normal",
        # The same promise again takes the first one's place while both still wait at the service.
        "Topic": letter.message_id.strip("<").partition("@")[0],
    }


@cache
def _vapid(private_key: str) -> Any:
    from py_vapid import Vapid02

    make: Any = Vapid02.from_raw
    return make(private_key.encode())
