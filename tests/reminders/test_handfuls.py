"""Several reminders go together: what happens to one while they are under way is no trouble of the others."""

import time
from functools import partial
from threading import Event, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries
from time_machine import Traveller

from apps.reminders import services
from apps.reminders.channels import Letter, NotDelivered
from apps.reminders.channels.email import EmailChannel
from apps.reminders.kinds import DeliveryState, State
from apps.reminders.models import Delivery, Reminder, ReminderQuerySet
from apps.reminders.rules import WEEK
from apps.reminders.services import attempts, posting, sending
from tests.people import Cast
from tests.reminders.conftest import WEEK_BEFORE, SendDue, Sink, Visit
from tests.reminders.visits import visits

pytestmark = pytest.mark.django_db

NUMBER = 8


@pytest.fixture
def several(visit: Visit, cast: Cast, clock: Traveller, monkeypatch: pytest.MonkeyPatch) -> None:
    """Visits of one person, all to be reminded of at the same time and in the same handful."""
    for _ in range(NUMBER):
        services.plan(visit(people=(cast.patient,), subject_id=uuid4()))
    clock.move_to(WEEK_BEFORE)
    monkeypatch.setattr(sending, "Pace", partial(sending.Pace, size=NUMBER))


def due() -> ReminderQuerySet:
    return Reminder.objects.filter(offset=WEEK)


def test_a_channel_that_takes_no_time_costs_a_few_queries_for_all(
    several: None,
    sink: Sink,
    send_due: SendDue,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setattr(posting, "UNNOTED_SECONDS", 60.0)
    with django_assert_max_num_queries(30):
        send_due()
    assert len(sink.taken) == due().filter(state=State.SENT).count() == NUMBER
    assert Delivery.objects.filter(state=DeliveryState.ACCEPTED).count() == NUMBER


def test_a_channel_that_goes_away_costs_the_others_no_attempt(
    several: None, sink: Sink, settings: Any, send_due: SendDue, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = EmailChannel.send

    def send_until_it_is_away(self: EmailChannel, letter: Letter) -> None:
        if len(sink.taken) == 3:
            settings.SMTP = {**settings.SMTP, "port": 1}
            self.close()
            raise NotDelivered("connection_lost", is_permanent=False)
        send(self, letter)

    monkeypatch.setattr(EmailChannel, "send", send_until_it_is_away)
    send_due()
    assert due().filter(state=State.SENT).count() == 3
    assert due().filter(state=State.PENDING, attempts=1).count() == 1
    assert due().filter(state=State.PENDING, attempts=0).count() == NUMBER - 4
    assert Delivery.objects.count() == 4


def test_what_changes_while_a_server_stalls_is_known_before_the_next_one_goes(
    several: None, sink: Sink, send_due: SendDue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "FRESH_SECONDS", 0.05)
    send = EmailChannel.send

    def stall_and_change(self: EmailChannel, letter: Letter) -> None:
        send(self, letter)
        for row in due():
            visits.skip[row.subject_id] = "cancelled"
        time.sleep(0.06)

    monkeypatch.setattr(EmailChannel, "send", stall_and_change)
    send_due()
    assert len(sink.taken) == 1
    assert due().filter(state=State.SKIPPED, reason="cancelled", attempts=0).count() == NUMBER - 1
    assert Delivery.objects.count() == 1


def test_a_channel_that_breaks_is_no_reason_to_stop(
    several: None, sink: Sink, send_due: SendDue, monkeypatch: pytest.MonkeyPatch
) -> None:
    send, calls = EmailChannel.send, iter(range(NUMBER))

    def send_but_once(self: EmailChannel, letter: Letter) -> None:
        if next(calls) == 2:
            raise RuntimeError("nobody thought of this")
        send(self, letter)

    monkeypatch.setattr(EmailChannel, "send", send_but_once)
    send_due()
    assert len(sink.taken) == NUMBER - 1
    assert Delivery.objects.get(error="error").state == DeliveryState.FAILED
    assert due().get(state=State.PENDING).attempts == 1


def test_what_was_taken_over_is_noted_before_the_next_goes_over_a_network(
    several: None, sink: Sink, send_due: SendDue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "UNNOTED_SECONDS", 0.0)
    send, unnoted = EmailChannel.send, []

    def send_and_look(self: EmailChannel, letter: Letter) -> None:
        unnoted.append(len(sink.taken) - due().filter(state=State.SENT).count())
        send(self, letter)

    monkeypatch.setattr(EmailChannel, "send", send_and_look)
    send_due()
    assert unnoted == NUMBER * [0]


def test_after_a_jump_of_the_clock_the_rest_is_left_to_whoever_took_it_up(
    several: None,
    sink: Sink,
    clock: Traveller,
    settings: Any,
    send_due: SendDue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    send = EmailChannel.send

    def jump_and_be_overtaken(self: EmailChannel, letter: Letter) -> None:
        monkeypatch.setattr(EmailChannel, "send", send)
        send(self, letter)
        clock.shift(settings.REMINDER_LEASE_SECONDS + 1)
        send_due()

    monkeypatch.setattr(EmailChannel, "send", jump_and_be_overtaken)
    send_due()
    taken = [message["Message-ID"] for _to, message in sink.taken]
    assert len(taken) == NUMBER + 1  # the first was under way, and taken up too
    assert len(set(taken)) == NUMBER


@pytest.mark.django_db(transaction=True)
def test_a_worker_and_a_change_of_plans_never_wait_for_each_other_in_a_circle(
    several: None, sink: Sink, send_due: SendDue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody holds the last row while the worker begins all, and wants the first one next."""
    first, *_others, last = due().order_by("pk")
    begin, held = attempts._begin, Event()

    def change_plans() -> None:
        with transaction.atomic():
            Reminder.objects.select_for_update().get(pk=last.pk)
            held.set()
            _wait_until_somebody_waits()
            Reminder.objects.select_for_update().get(pk=first.pk)
        connection.close()

    def begin_meanwhile(token: UUID, parcels: Any, waiting: str) -> Any:
        if not held.is_set():
            planner.start()
            held.wait(10)
        return begin(token, parcels, waiting)

    planner = Thread(target=change_plans)
    monkeypatch.setattr(attempts, "_begin", begin_meanwhile)
    send_due()
    planner.join()
    assert due().filter(state=State.SENT).count() == NUMBER


def _wait_until_somebody_waits() -> None:
    """For a row of this transaction's."""
    with connection.cursor() as cursor:
        for _ in range(500):
            cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
            if cursor.fetchone():
                return
            time.sleep(0.01)
