"""Of what piles up about one thing the newest is said, whatever happens between claiming and sending."""

from datetime import timedelta
from typing import Any

import pytest
from time_machine import Traveller

from apps.reminders import services
from apps.reminders.kinds import Kind, State
from apps.reminders.models import Delivery, Reminder
from apps.reminders.rules import DAY, TWO_HOURS, WEEK
from apps.reminders.services import sending
from apps.reminders.services.claiming import claim_these
from apps.reminders.subjects import Occasion
from tests.people import Cast
from tests.reminders.conftest import TWO_HOURS_BEFORE, WEEK_BEFORE, SendDue, Sink, Visit, regular

pytestmark = pytest.mark.django_db


def test_what_a_dead_worker_held_is_not_said_after_something_newer(
    planned: Occasion, sink: Sink, clock: Traveller, settings: Any, send_due: SendDue
) -> None:
    """The evening's reminder waits for its lease; that of the morning is sent meanwhile."""
    clock.move_to(TWO_HOURS_BEFORE)
    claim_these([regular(DAY).pk], TWO_HOURS_BEFORE)
    send_due()
    assert len(sink.taken) == 1
    clock.shift(settings.REMINDER_LEASE_SECONDS + 1)
    send_due()
    assert len(sink.taken) == 1
    assert (regular(DAY).state, regular(DAY).reason) == (State.SUPERSEDED, "newer")


def test_a_clock_that_goes_back_after_the_claim_loses_nothing(
    planned: Occasion,
    sink: Sink,
    clock: Traveller,
    send_due: SendDue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock.move_to(WEEK_BEFORE)
    claim = sending.claim_due

    def claim_and_go_back(*values: Any) -> Any:
        claimed = claim(*values)
        clock.move_to(WEEK_BEFORE - timedelta(minutes=5))
        return claimed

    monkeypatch.setattr(sending, "claim_due", claim_and_go_back)
    send_due()
    assert len(sink.taken) == 1
    assert regular(WEEK).state == State.SENT


def test_what_was_given_up_after_the_claim_takes_nothing_along(
    planned: Occasion,
    sink: Sink,
    clock: Traveller,
    send_due: SendDue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The nearer reminder is not wanted any more; the one before it is still owed."""
    clock.move_to(TWO_HOURS_BEFORE)
    look = sending.glance

    def give_up_and_look(reminders: Any) -> Any:
        nearer = Reminder.objects.filter(pk=regular(TWO_HOURS).pk)
        nearer.update(state=State.SUPERSEDED, ended_at=TWO_HOURS_BEFORE)
        return look(reminders)

    monkeypatch.setattr(sending, "glance", give_up_and_look)
    send_due()
    assert regular(DAY).state == State.SENT


def test_a_word_that_it_is_on_again_is_not_silenced_by_the_reminder_before(
    visit: Visit, cast: Cast, never_quiet: None, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    """Reminded, called off, on again: all three are said, though nothing else is left to remind of."""
    occasion = visit(people=(cast.patient,))
    services.plan(occasion)
    clock.move_to(TWO_HOURS_BEFORE)
    send_due()
    for change in (services.withdraw, services.plan):
        clock.shift(timedelta(minutes=10))
        change(occasion)
        clock.shift(timedelta(minutes=3))
        send_due()
    kinds = Reminder.objects.filter(state=State.SENT).order_by("ended_at").values_list("kind")
    assert [kind for (kind,) in kinds] == [Kind.DUE, Kind.CANCELLED, Kind.CATCH_UP]
    assert len(sink.taken) == 3


def test_what_was_called_off_before_it_was_sent_owes_a_word_once_it_is_on_again(
    visit: Visit, cast: Cast, never_quiet: None, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    """The first word had made way for a reminder that then was given up."""
    occasion = visit(people=(cast.patient,), starts_in=timedelta(days=3))
    services.plan(occasion)
    clock.shift(timedelta(days=3) - timedelta(hours=2))
    sink.refuse_recipient[cast.patient.email] = "450 try later"
    send_due()
    assert Reminder.objects.get(kind=Kind.CATCH_UP).reason == "newer"
    services.withdraw(occasion)
    services.plan(occasion)
    sink.forget()
    clock.shift(timedelta(minutes=3))
    services.plan(occasion)
    send_due()
    assert len(sink.taken) == 1


def test_the_last_word_is_true_though_the_clock_went_back_before_it(
    visit: Visit, cast: Cast, never_quiet: None, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    """Reminded, then the clock goes back, then it is called off and on again: by the clock before the reminder."""
    occasion = visit(people=(cast.patient,))
    services.plan(occasion)
    clock.move_to(TWO_HOURS_BEFORE)
    send_due()
    clock.shift(timedelta(minutes=-5))
    services.withdraw(occasion)
    clock.shift(timedelta(minutes=3))
    send_due()
    services.plan(occasion)
    clock.shift(timedelta(minutes=10))
    send_due()
    said = Delivery.objects.order_by("pk").values_list("reminder__kind", flat=True)
    assert said.last() != Kind.CANCELLED


def test_what_came_too_late_takes_nothing_along(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    clock.move_to(TWO_HOURS_BEFORE)
    Reminder.objects.filter(pk=regular(TWO_HOURS).pk).update(expires_at=TWO_HOURS_BEFORE)
    send_due()
    assert (regular(TWO_HOURS).state, regular(DAY).state) == (State.EXPIRED, State.SENT)
