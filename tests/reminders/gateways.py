"""A text gateway in this process, for tests: the demo's own, on a port of its own; and how it calls us."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import uuid4

from django.test import Client

from apps.demo.gateway import Gateway, server, signature
from apps.reminders.models import Mail

ACCOUNT, TOKEN, SENDER = "ACtest", "a-token", "+447700900000"
HERS = "+447700900123"
REPLY, RECEIPT = "/hooks/texts/reply/", "/hooks/texts/receipt/"


class Texts(Gateway):
    """What it took, in the order of arrival."""

    def taken(self) -> list[dict[str, str]]:
        return [json.loads(path.read_text()) for path in sorted(self.folder.glob("*.sms"))]

    def to(self, number: str) -> list[str]:
        return [text["body"] for text in self.taken() if text["to"] == number]


@contextmanager
def gateway(folder: Path, settings: Any) -> Iterator[Texts]:
    """Listening, and named in the settings."""
    texts = Texts(folder, ACCOUNT, TOKEN)
    listening = server(texts, "127.0.0.1", 0)
    thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    settings.SMS = {
        "url": f"http://127.0.0.1:{listening.server_address[1]}",
        "account": ACCOUNT,
        "token": TOKEN,
        "sender": SENDER,
    }
    try:
        yield texts
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()


def told(path: str, form: dict[str, str], *, token: str = TOKEN) -> Any:
    """As the gateway calls us."""
    signed = signature(token, f"http://localhost{path}", form)
    return Client().post(path, form, headers={"X-Twilio-Signature": signed})


def write(words: str, number: str = HERS, sid: str = "") -> Any:
    return told(REPLY, {"MessageSid": sid or uuid4().hex, "From": number, "Body": words})


def written_back() -> list[str]:
    return list(Mail.objects.order_by("pk").values_list("text", flat=True))
