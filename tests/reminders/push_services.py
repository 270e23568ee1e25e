"""A push service in this process, and the browser that reads what it takes, for tests."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client

ADD = "/me/reminders/devices/"


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class Browser:
    """What a browser keeps to itself: a key pair and a secret."""

    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    secret: bytes = b"sixteen bytes..."

    @property
    def keys(self) -> dict[str, str]:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"p256dh": text(point), "auth": text(self.secret)}

    def reads(self, body: bytes) -> dict[str, Any]:
        plain = http_ece.decrypt(
            body, private_key=self.key, auth_secret=self.secret, version="aes128gcm"
        )
        told: dict[str, Any] = json.loads(plain)
        return told


@dataclass
class PushService:
    """A push service on this machine; what it takes, and what it answers instead."""

    origin: str = ""
    status: dict[str, int] = field(default_factory=dict)
    taken: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def push_service(settings: Any) -> Iterator[PushService]:
    """Listening, and the one host in the settings."""
    push = PushService()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = push.status.get(self.path, 201)
            if status == 201:
                push.taken.append((self.path, dict(self.headers), body))
            self.send_response(status)
            if status == 307:
                self.send_header("Location", f"{push.origin}/elsewhere")
            self.end_headers()

        def log_message(self, *_args: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    push.origin = f"http://127.0.0.1:{server.server_address[1]}"
    settings.PUSH_HOSTS = [push.origin]
    try:
        yield push
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def add(client: Client, service: PushService, browser: Browser, path: str = "/one") -> Any:
    """As a browser sets itself up."""
    return client.post(ADD, {"endpoint": service.origin + path, **browser.keys}, follow=True)
