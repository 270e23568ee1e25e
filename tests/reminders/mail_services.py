"""A mail service in this process, for tests: Mailgun's API, as far as one message goes."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

KEY = "a-signing-key"


@dataclass
class Service:
    """What it took, and what it answers."""

    status: int = 200
    taken: list[bytes] = field(default_factory=list)


@contextmanager
def mail_service(settings: Any) -> Iterator[Service]:
    """Listening, and named in the settings."""
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
    try:
        yield mail
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
