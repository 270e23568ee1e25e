"""A mail server that takes or refuses what tests say, people without quiet hours, and a visit to be reminded of."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from threading import Event, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from aiosmtpd.smtp import SMTP, Envelope

from apps.accounts.models import User
from apps.circles.models import Membership
from apps.reminders import services
from apps.reminders.channels import switchboard
from apps.reminders.kinds import Kind
from apps.reminders.models import Preference, Reminder
from apps.reminders.recipients import Recipient
from apps.reminders.services import nudging
from apps.reminders.subjects import Occasion
from tests.people import Cast
from tests.reminders.gateways import Texts, gateway
from tests.reminders.visits import visits

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
START = NOON + timedelta(days=9)
WEEK_BEFORE = NOON + timedelta(days=2, hours=6)  # the first reminder of a visit at START
TWO_HOURS_BEFORE = START - timedelta(hours=2)

Visit = Callable[..., Occasion]
SendDue = Callable[[], None]


@dataclass
class Sink:
    """Every message it took, and answers it was told to give instead."""

    port: int = 0
    arrived: list[tuple[str, bytes]] = field(default_factory=list)
    refuse_recipient: dict[str, str] = field(default_factory=dict)
    refuse_sender: str = ""
    refuse_data: str = ""
    hang_up: bool = False

    @property
    def taken(self) -> list[tuple[str, EmailMessage]]:
        """Recipient and message, in the order of arrival."""
        return [
            (recipient, message_from_bytes(content, policy=policy.default))
            for recipient, content in self.arrived
        ]

    def to(self, address: str) -> list[EmailMessage]:
        return [message for recipient, message in self.taken if recipient == address]

    def forget(self) -> None:
        self.arrived.clear()
        self.refuse_recipient.clear()
        self.refuse_sender = self.refuse_data = ""
        self.hang_up = False


@dataclass
class Manners:
    """How the sink answers; apart from it, because the server evaluates every property of its handler."""

    sink: Sink

    async def handle_MAIL(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if self.sink.refuse_sender:
            return self.sink.refuse_sender
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if address in self.sink.refuse_recipient:
            return self.sink.refuse_recipient[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        if self.sink.hang_up:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        if self.sink.refuse_data:
            return self.sink.refuse_data
        self.sink.arrived.append((envelope.rcpt_tos[0], envelope.original_content or b""))
        return "250 OK"


@pytest.fixture(scope="session")
def _running_sink() -> Iterator[Sink]:
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # else a line for every word it is told
    sink, ready, stopping = Sink(), Event(), asyncio.Event()
    loops: list[asyncio.AbstractEventLoop] = []

    async def listen() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(Manners(sink), loop=loop), "127.0.0.1", 0)
        sink.port = server.sockets[0].getsockname()[1]
        loops.append(loop)
        ready.set()
        await stopping.wait()
        server.close()

    # All of it in a thread of its own: Playwright keeps a loop running in this one.
    thread = Thread(target=lambda: asyncio.run(listen()))
    thread.start()
    ready.wait(10)
    yield sink
    loops[0].call_soon_threadsafe(stopping.set)
    thread.join()


@pytest.fixture
def sink(_running_sink: Sink, settings: Any) -> Sink:
    _running_sink.forget()
    settings.SMTP = {**settings.SMTP, "host": "127.0.0.1", "port": _running_sink.port}
    return _running_sink


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Noon on 1 December 2026, and only tests move it on."""
    with time_machine.travel(NOON, tick=False) as coordinates:
        yield coordinates


@pytest.fixture(autouse=True)
def _forget_visits() -> None:
    visits.skip.clear()
    visits.ahead.clear()
    visits.broken.clear()
    visits.asked.clear()
    visits.answers.clear()


@pytest.fixture(autouse=True)
def _forget_who_was_away() -> None:
    switchboard.closed_until.clear()


@pytest.fixture
def membership_of(clock: Any, cast: Cast) -> Callable[[User], Membership]:
    """The place of that person in the circle; ``clock`` comes first, for memberships begin on a day."""

    def find(user: User) -> Membership:
        return Membership.objects.get(user=user, circle=cast.circle)

    return find


@pytest.fixture
def visit(membership_of: Callable[[User], Membership], cast: Cast) -> Visit:
    """An occasion as a room would describe it: nine days ahead, for patient and coordinator."""
    subject_id = uuid4()

    def make(
        *,
        starts_in: timedelta = timedelta(days=9),
        occurrence: int = 0,
        people: tuple[User, ...] = (cast.patient, cast.coordinator),
        by: User | None = None,
        time_known: bool = True,
        subject_id: UUID = subject_id,
    ) -> Occasion:
        return Occasion(
            subject="visit",
            subject_id=subject_id,
            circle_id=cast.circle.pk,
            occurrence=occurrence,
            starts_at=NOON + starts_in,
            time_known=time_known,
            zone="Europe/London",
            recipients=frozenset(Recipient.member(membership_of(user).pk) for user in people),
            entered_by=membership_of(by).pk if by else None,
        )

    return make


@pytest.fixture
def planned(visit: Visit, cast: Cast) -> Occasion:
    """A visit at START, for the patient alone."""
    occasion = visit(people=(cast.patient,))
    services.plan(occasion)
    return occasion


def regular(offset: int) -> Reminder:
    """The one regular reminder with this offset."""
    return Reminder.objects.get(offset=offset, kind=Kind.DUE)


@pytest.fixture
def send_due() -> SendDue:
    """What a worker does when it is called."""
    return lambda: services.send_due(float("inf"))


@pytest.fixture
def never_quiet(cast: Cast) -> None:
    Preference.objects.bulk_create(Preference(user=user) for user in cast.people().values())


def reasons() -> set[str]:
    """Why rows ended as they did."""
    return set(Reminder.objects.exclude(ended_at=None).values_list("reason", flat=True))


@pytest.fixture
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is owed at once stays where it is."""
    monkeypatch.setattr(nudging._messenger, "take", lambda _ids: None)


@pytest.fixture
def texts(tmp_path: Path, settings: Any) -> Iterator[Texts]:
    """A text gateway that is up and named in the settings."""
    with gateway(tmp_path, settings) as running:
        yield running
