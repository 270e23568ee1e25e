"""A text gateway in this process, for tests: the demo's own, on a port of its own."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from apps.demo.gateway import Gateway, server

ACCOUNT, TOKEN, SENDER = "ACtest", "a-token", "+447700900000"


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
