"""The demo's text gateway: speaks Twilio's Messages API and keeps every text as a file beside the mails.

It imports no Django: it runs beside the portal as its own small process, and in tests.
"""

import argparse
import base64
import hashlib
import hmac
import json
import signal
import threading
import time
import urllib.request
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import uuid4

KEPT = 500
LARGEST = 100_000
Answer = tuple[int, dict[str, Any]]

# The numbers that Twilio keeps for tests, and what it says to them.
MAGIC = {
    "+15005550001": (400, 21211, "Invalid 'To' Phone Number"),
    "+15005550002": (400, 21612, "Cannot route to this number"),
    "+15005550003": (400, 21408, "Permission to send to this country has not been enabled"),
    "+15005550004": (400, 21610, "Attempt to send to unsubscribed recipient"),
    "+15005550009": (400, 21614, "'To' number is not a valid mobile number"),
}


@dataclass
class Trouble:
    """What the next messages meet instead of being taken: a status, or nothing for some seconds."""

    status: int = 0
    seconds: float = 0.0
    times: int = 1


@dataclass
class Gateway:
    """One account with one token; a folder with the newest texts, named so that they sort by arrival."""

    folder: Path
    account: str
    token: str
    answer_to: str = ""  # the address that hears what people write back
    troubles: deque[Trouble] = field(default_factory=deque)
    numbers: "count[int]" = field(default_factory=count)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, path: str, authorization: str, form: dict[str, str]) -> Answer:
        """As Twilio answers a POST of one message."""
        if path != f"/2010-04-01/Accounts/{self.account}/Messages.json":
            return _refusal(404, 20404, "The requested resource was not found")
        if not hmac.compare_digest(authorization, self.login()):
            return _refusal(401, 20003, "Authenticate")
        trouble = self.next_trouble()
        time.sleep(trouble.seconds)
        if trouble.status:
            code = 20429 if trouble.status == 429 else 20500
            return _refusal(trouble.status, code, "Told to refuse")
        return self.take(form)

    def take(self, form: dict[str, str]) -> Answer:
        to = form.get("To", "")
        if not to:
            return _refusal(400, 21604, "A 'To' phone number is required")
        if not (form.get("From") or form.get("MessagingServiceSid")):
            return _refusal(400, 21603, "A 'From' number is required")
        if not form.get("Body"):
            return _refusal(400, 21602, "Message body is required")
        if to in MAGIC:
            return _refusal(*MAGIC[to])
        text = {"sid": f"SM{uuid4().hex}", "status": "queued", "to": to, "body": form["Body"]}
        text["from"] = form.get("From") or form["MessagingServiceSid"]
        self.keep(text)
        if form.get("StatusCallback"):
            self.call_back(form["StatusCallback"], text)
        return 201, text

    def keep(self, text: dict[str, str]) -> Path:
        """Written aside and moved into place: whoever lists the folder never sees half a text."""
        arrived = datetime.now(UTC)
        with self.lock:
            number = next(self.numbers)
        path = self.folder / f"{arrived:%Y%m%dT%H%M%S.%fZ}-{number:06}.sms"
        unfinished = path.with_suffix(".part")
        unfinished.write_text(json.dumps({**text, "at": arrived.isoformat()}), encoding="utf-8")
        unfinished.rename(path)
        for old in sorted(self.folder.glob("*.sms"))[:-KEPT]:
            old.unlink(missing_ok=True)
        return path

    def next_trouble(self) -> Trouble:
        with self.lock:
            if not self.troubles:
                return Trouble()
            trouble = self.troubles[0]
            trouble.times -= 1
            if trouble.times <= 0:
                self.troubles.popleft()
            return trouble

    def call_back(self, url: str, text: dict[str, str]) -> None:
        """Tell the sender that it was delivered, a moment later and signed, as Twilio does."""
        told = {
            "AccountSid": self.account,
            "MessageSid": text["sid"],
            "MessageStatus": "delivered",
            "To": text["to"],
            "From": text["from"],
        }
        threading.Thread(target=self.post, args=(url, told), daemon=True).start()

    def reply(self, form: dict[str, str]) -> int:
        """POST /reply: somebody writes ``Body`` from the number ``From``."""
        told = {
            "AccountSid": self.account,
            "MessageSid": f"SM{uuid4().hex}",
            "From": form.get("From", ""),
            "Body": form.get("Body", ""),
        }
        return self.post(self.answer_to, told)

    def post(self, url: str, form: dict[str, str]) -> int:
        """The status of the answer; 0 when nobody listens."""
        request = urllib.request.Request(  # noqa: S310  the address was given by whoever runs this
            url,
            data=urlencode(form).encode(),
            headers={"X-Twilio-Signature": signature(self.token, url, form)},
        )
        with suppress(OSError), urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
            return int(response.status)
        return 0

    def login(self) -> str:
        pair = f"{self.account}:{self.token}".encode()
        return f"Basic {base64.b64encode(pair).decode()}"


def signature(token: str, url: str, form: dict[str, str]) -> str:
    """Twilio's: HMAC-SHA1 over the address and the sorted fields."""
    words = url + "".join(f"{name}{form[name]}" for name in sorted(form))
    mac = hmac.new(token.encode(), words.encode(), hashlib.sha1)
    return base64.b64encode(mac.digest()).decode()


def _refusal(status: int, code: int, message: str) -> Answer:
    return status, {"status": status, "code": code, "message": message}


def server(gateway: Gateway, host: str, port: int) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 60

        def do_POST(self) -> None:
            length = min(int(self.headers.get("Content-Length") or 0), LARGEST)
            form = dict(parse_qsl(self.rfile.read(length).decode("utf-8", "replace")))
            if self.path == "/trouble":
                self.give(200, plan(form))
            elif self.path == "/reply":
                self.give(200, {"answer": gateway.reply(form)})
            else:
                self.give(*gateway.answer(self.path, self.headers.get("Authorization", ""), form))

        def give(self, status: int, answer: dict[str, Any]) -> None:
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(OSError):  # whoever asked has stopped waiting
                self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Numbers and words of people stay out of logs."""

    def plan(form: dict[str, str]) -> dict[str, Any]:
        """POST /trouble: what the next ``times`` messages meet, for tests."""
        trouble = Trouble(
            int(form.get("status", 0)), float(form.get("seconds", 0)), int(form.get("times", 1))
        )
        with gateway.lock:
            gateway.troubles.append(trouble)
        return {"planned": len(gateway.troubles)}

    return ThreadingHTTPServer((host, port), Handler)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--dir", type=Path, required=True)
    parser.add_argument("--account", required=True)
    parser.add_argument("--token-file", type=Path, required=True)
    parser.add_argument("--answer-to", default="")
    chosen = parser.parse_args()
    chosen.dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    token = chosen.token_file.read_text()
    gateway = Gateway(chosen.dir, chosen.account, token, chosen.answer_to)
    listening = server(gateway, chosen.host, chosen.port)
    signal.signal(signal.SIGTERM, lambda *_: _stop(listening))
    signal.signal(signal.SIGINT, lambda *_: _stop(listening))
    listening.serve_forever()
    listening.server_close()


def _stop(listening: ThreadingHTTPServer) -> None:
    """``shutdown`` waits for the loop to end, and this is called inside it."""
    threading.Thread(target=listening.shutdown, daemon=True).start()


if __name__ == "__main__":
    main()
