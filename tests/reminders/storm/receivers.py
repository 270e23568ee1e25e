"""A mail server, a text gateway and a push service that take messages, or meet them as the storm tells them to."""

import asyncio
import logging
import re
import time
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from aiosmtpd.smtp import SMTP, Envelope

from apps.reminders.services.letters import message_id

HOST = "127.0.0.1"


class Mood(Enum):
    """What a server does with a message it is given."""

    SILENT = auto()  # nothing, until the sender has had enough
    BUSY = auto()  # says that it cannot take it now
    DROPS = auto()  # hangs up before it has taken it
    UNHEARD = auto()  # takes it, and hangs up before it has said so


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message that was taken. ``began`` is when the server first saw that it was coming."""

    mark: str  # the same for every attempt at one promise
    way: str
    to: str
    began: float
    ended: float
    body: bytes = b""


@dataclass
class Receiver:
    """What one server took, and how it meets the next messages."""

    way: str
    patience: float  # seconds after which every sender has given up
    port: int = 0
    arrivals: list[Arrival] = field(default_factory=list)
    moods: deque[Mood] = field(default_factory=deque)
    unheard: int = 0  # taken without the sender's knowledge
    hang_ups: int = 0  # calls that it will not take

    def meet_next(self, mood: Mood, times: int) -> None:
        self.moods.extend([mood] * times)

    def take_no_calls(self, times: int) -> None:
        self.hang_ups += times

    def takes_this_call(self) -> bool:
        if self.hang_ups:
            self.hang_ups -= 1
            return False
        return True

    def mood(self) -> Mood | None:
        try:
            return self.moods.popleft()
        except IndexError:
            return None

    def take(self, mark: str, to: str, began: float, mood: Mood | None, body: bytes = b"") -> None:
        self.arrivals.append(Arrival(mark, self.way, to, began, time.monotonic(), body))
        self.unheard += mood is Mood.UNHEARD


@dataclass
class Receivers:
    mail: Receiver
    texts: Receiver
    push: Receiver

    @property
    def all(self) -> tuple[Receiver, ...]:
        return self.mail, self.texts, self.push

    @property
    def arrivals(self) -> list[Arrival]:
        return [arrival for receiver in self.all for arrival in receiver.arrivals]

    @property
    def count(self) -> int:
        return sum(len(receiver.arrivals) for receiver in self.all)

    def forget(self) -> None:
        for receiver in self.all:
            receiver.arrivals, receiver.unheard, receiver.hang_ups = [], 0, 0
            receiver.moods.clear()


def mark_of(reminder_id: int) -> str:
    return _bare(message_id(reminder_id))


def _bare(message_id: str) -> str:
    return message_id.strip("<> ").partition("@")[0]


@contextmanager
def receivers(ports: tuple[int, int, int], patience: float) -> Iterator[Receivers]:
    """Listening, until the end of the context."""
    mail, texts, push = (
        Receiver(way, patience, port)
        for way, port in zip(("email", "sms", "push"), ports, strict=True)
    )
    with ExitStack() as stack:
        stack.enter_context(_mail_server(mail))
        stack.enter_context(_web_server(texts, _Gateway))
        stack.enter_context(_web_server(push, _PushService))
        yield Receivers(mail, texts, push)


class _MailManners:
    def __init__(self, receiver: Receiver) -> None:
        self.receiver = receiver

    async def handle_MAIL(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        envelope.began = time.monotonic()  # type: ignore[attr-defined]
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Any, envelope: Any) -> str:  # noqa: N802
        mood = self.receiver.mood()
        if mood is Mood.SILENT:
            await asyncio.sleep(self.receiver.patience)
        if mood in {None, Mood.UNHEARD}:
            mark = _bare(message_from_bytes(envelope.content)["Message-ID"])
            self.receiver.take(mark, envelope.rcpt_tos[0], envelope.began, mood)
        if mood is not None and mood is not Mood.BUSY:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return "451 Later, please" if mood is Mood.BUSY else "250 OK"


class _HangUp(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.abort()


@contextmanager
def _mail_server(receiver: Receiver) -> Iterator[None]:
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    ready, stopping = Event(), asyncio.Event()
    loops: list[asyncio.AbstractEventLoop] = []

    async def listen() -> None:
        loop = asyncio.get_running_loop()
        manners = _MailManners(receiver)

        def answer() -> asyncio.Protocol:
            takes_it = receiver.takes_this_call()
            return SMTP(manners, hostname="storm", loop=loop) if takes_it else _HangUp()

        server = await loop.create_server(answer, HOST, receiver.port)
        loops.append(loop)
        ready.set()
        await stopping.wait()
        server.close()

    thread = Thread(target=lambda: asyncio.run(listen()), daemon=True)
    thread.start()
    assert ready.wait(10)
    yield
    loops[0].call_soon_threadsafe(stopping.set)
    thread.join()


class _Handler(BaseHTTPRequestHandler):
    """A POST is a message; what it is called and how it is answered is each service's own."""

    protocol_version = "HTTP/1.1"
    timeout = 60
    disable_nagle_algorithm = True  # head and body of an answer are two writes
    receiver: Receiver

    def do_POST(self) -> None:
        began = time.monotonic()
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if (
            len(body) < length
        ):  # whoever sent it was killed in the middle: no server takes half a message
            self.close_connection = True
            return
        mood = self.receiver.mood()
        if mood is Mood.SILENT:
            time.sleep(self.receiver.patience)
        if mood in {None, Mood.UNHEARD}:
            mark, to = self.read(body)
            self.receiver.take(mark, to, began, mood, body)
        if mood is None or mood is Mood.BUSY:
            self.answer(503 if mood else 201)
        else:
            self.close_connection = True

    def read(self, body: bytes) -> tuple[str, str]:
        raise NotImplementedError

    def answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_args: Any) -> None: ...


class _Gateway(_Handler):
    """It knows a message by the reference its receipt is to name."""

    def read(self, body: bytes) -> tuple[str, str]:
        form = parse_qs(body.decode())
        of = re.search(r"[?&]of=(\d+)", form["StatusCallback"][0])
        assert of
        return mark_of(int(of[1])), form["To"][0]


class _PushService(_Handler):
    def read(self, _body: bytes) -> tuple[str, str]:
        return self.headers["Topic"], urlsplit(self.path).path


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_args: Any) -> None:
        """Whoever called was killed."""


@contextmanager
def _web_server(receiver: Receiver, kind: type[_Handler]) -> Iterator[None]:
    handler = type(kind.__name__, (kind,), {"receiver": receiver})
    server = _QuietServer((HOST, receiver.port), handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield
    server.shutdown()
    thread.join()
    server.server_close()
