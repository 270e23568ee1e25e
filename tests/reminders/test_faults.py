"""Workers that die, a broker that is emptied, two of everything: counted at the receiving mail server."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from apps.circles.models import Membership
from apps.core import clock
from apps.reminders.kinds import Kind, RecipientKind, State
from apps.reminders.models import Preference, Reminder
from apps.reminders.services.letters import message_id
from tests.people import Cast
from tests.reminders.conftest import Sink
from tests.reminders.machinery import PROCESSES, Machinery, eventually, machinery

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def machine(tmp_path: Path, sink: Sink) -> Iterator[Machinery]:
    with machinery(tmp_path, sink.port) as running:
        yield running


def owe(cast: Cast, number: int) -> Counter[str]:
    """So many reminders that are due now; the message ids that must arrive."""
    Preference.objects.create(user=cast.patient)
    member = Membership.objects.get(user=cast.patient)
    now = clock.now()
    rows = Reminder.objects.bulk_create(
        Reminder(
            circle=cast.circle,
            subject="visit",
            subject_id=uuid4(),
            kind=Kind.DUE,
            offset=120,
            recipient_kind=RecipientKind.MEMBER,
            membership=member,
            recipient_key=f"member:{member.pk}",
            starts_at=now + timedelta(hours=1),
            due_at=now,
            expires_at=now + timedelta(hours=1),
        )
        for _ in range(number)
    )
    return Counter(message_id(row.pk) for row in rows)


def arrived(sink: Sink) -> Counter[str]:
    return Counter(str(message["Message-ID"]) for _to, message in sink.taken)


def nothing_is_owed() -> bool:
    return not Reminder.objects.open().exists()


def test_a_worker_killed_in_the_middle_of_a_thousand_loses_none(
    cast: Cast, sink: Sink, machine: Machinery
) -> None:
    owed = owe(cast, 1000)
    first = machine.start_worker()
    eventually(lambda: len(sink.arrived) > 300)
    first.kill()
    assert not nothing_is_owed()
    machine.start_worker()
    eventually(nothing_is_owed)
    came = arrived(sink)
    assert came.keys() == owed.keys()
    assert (came - owed).total() <= PROCESSES
    assert {row.state for row in Reminder.objects.only("state")} == {State.SENT}


def test_redis_emptied_and_stopped_in_between_loses_none(
    cast: Cast, sink: Sink, machine: Machinery
) -> None:
    owed = owe(cast, 400)
    machine.start_worker()
    eventually(lambda: len(sink.arrived) > 100)
    machine.lose_broker()
    assert not nothing_is_owed()
    machine.start_broker()
    eventually(nothing_is_owed)
    assert arrived(sink) == owed


def test_two_workers_and_two_beats_send_nothing_twice(
    cast: Cast, sink: Sink, machine: Machinery
) -> None:
    machine.start_beat()
    workers = [machine.start_worker(), machine.start_worker()]
    eventually(lambda: all(worker.has_said(" ready.") for worker in workers))
    owed = owe(cast, 400)
    eventually(nothing_is_owed)
    assert arrived(sink) == owed
