"""Refusals, outages, dying workers and plans that change at the last moment."""

from datetime import timedelta
from itertools import chain, repeat
from typing import Any
from uuid import uuid4

import pytest
from time_machine import Traveller

from apps.accounts.models import User
from apps.core.rendering import MissingVariable, render_strictly
from apps.reminders import services
from apps.reminders.channels import Letter
from apps.reminders.channels.email import EmailChannel
from apps.reminders.kinds import DeliveryState, Kind, State
from apps.reminders.models import Delivery, Parked, Reminder
from apps.reminders.rules import TWO_HOURS, WEEK
from apps.reminders.services.claiming import claim_due, claim_these
from apps.reminders.subjects import Occasion
from tests.people import Cast
from tests.reminders.conftest import TWO_HOURS_BEFORE, WEEK_BEFORE, SendDue, Sink, Visit, regular
from tests.reminders.visits import visits

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("answer", ["450 try later", "421 going away", "250"])
def test_a_passing_failure_is_tried_again_with_the_same_message_id(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue, cast: Cast, answer: str
) -> None:
    if answer == "250":
        sink.refuse_data = "451 not now"
    else:
        sink.refuse_recipient[cast.patient.email] = answer
    clock.move_to(WEEK_BEFORE)
    send_due()
    row = regular(WEEK)
    assert (row.state, row.attempts) == (State.PENDING, 1)
    assert timedelta(seconds=7) < row.due_at - WEEK_BEFORE < timedelta(seconds=13)
    sink.forget()
    clock.move_to(row.due_at)
    send_due()
    first, second = Delivery.objects.order_by("attempt")
    assert (first.state, second.state) == (DeliveryState.FAILED, DeliveryState.ACCEPTED)
    assert first.error.startswith("smtp_4")
    assert first.message_id == second.message_id == sink.taken[0][1]["Message-ID"]


def test_a_refusal_for_good_is_not_tried_again(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue, cast: Cast
) -> None:
    sink.refuse_recipient[cast.patient.email] = "550 no such person"
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert (regular(WEEK).state, regular(WEEK).reason) == (State.FAILED, "smtp_550")
    assert Delivery.objects.get().error == "smtp_550"


def test_failing_until_it_begins_ends_as_failed(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue, cast: Cast
) -> None:
    sink.refuse_recipient[cast.patient.email] = "450 try later"
    clock.move_to(TWO_HOURS_BEFORE)
    while regular(TWO_HOURS).is_open:
        send_due()
        clock.move_to(regular(TWO_HOURS).due_at)
    assert (regular(TWO_HOURS).state, regular(TWO_HOURS).reason) == (State.FAILED, "smtp_450")
    assert regular(TWO_HOURS).attempts > 8


def test_a_mail_server_that_is_away_costs_no_attempt(
    planned: Occasion, settings: Any, clock: Traveller, send_due: SendDue
) -> None:
    settings.SMTP = {**settings.SMTP, "host": "127.0.0.1", "port": 1}
    clock.move_to(WEEK_BEFORE)
    send_due()
    row = regular(WEEK)
    assert (row.state, row.attempts, row.due_at) == (State.PENDING, 0, WEEK_BEFORE)


def test_what_was_tried_called_off_and_brought_back_is_sent(
    visit: Visit, never_quiet: None, sink: Sink, clock: Traveller, send_due: SendDue, cast: Cast
) -> None:
    occasion = visit(people=(cast.patient,), starts_in=timedelta(hours=5))
    services.plan(occasion)
    clock.shift(timedelta(minutes=3))
    sink.refuse_recipient[cast.patient.email] = "450 try later"
    send_due()
    services.withdraw(occasion)
    sink.forget()
    services.plan(occasion)
    clock.shift(timedelta(minutes=3))
    send_due()
    assert [
        kind for _to, kind in Reminder.objects.filter(state=State.SENT).values_list("pk", "kind")
    ] == [Kind.CATCH_UP]
    assert len(sink.taken) == 1


@pytest.mark.parametrize(
    ("answer", "reason"), [("553 not from you", "smtp_553"), ("501 who?", "smtp_501")]
)
def test_a_server_that_refuses_our_own_sender_is_no_reason_to_give_up(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue, answer: str, reason: str
) -> None:
    sink.refuse_sender = answer
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert regular(WEEK).state == State.PENDING
    assert Delivery.objects.get().error == reason


def test_a_server_that_does_not_like_us_is_no_reason_to_give_an_address_up(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue, cast: Cast
) -> None:
    """RFC 3463: 5.7 is about policy, as when our own server stands on a list."""
    sink.refuse_recipient[cast.patient.email] = "550 5.7.1 Blocked"
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert regular(WEEK).state == State.PENDING
    assert not Parked.objects.exists()


def test_a_connection_that_breaks_in_the_middle_is_tried_again(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    sink.hang_up = True
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert regular(WEEK).state == State.PENDING
    assert Delivery.objects.get().error == "connection_lost"


def test_an_address_that_cannot_be_written_down_is_given_up_and_named_nowhere(
    planned: Occasion,
    sink: Sink,
    clock: Traveller,
    send_due: SendDue,
    cast: Cast,
    caplog: pytest.LogCaptureFixture,
) -> None:
    User.objects.filter(pk=cast.patient.pk).update(email="zoe\n@example.org")
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert (regular(WEEK).state, regular(WEEK).reason) == (State.FAILED, "malformed")
    assert "zoe" not in caplog.text


def test_a_room_that_fails_does_not_hold_up_the_others(
    planned: Occasion, visit: Visit, sink: Sink, clock: Traveller, send_due: SendDue, cast: Cast
) -> None:
    services.plan(visit(people=(cast.helper,), subject_id=uuid4()))
    visits.broken.add(planned.subject_id)
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert [to for to, _message in sink.taken] == [cast.helper.email]
    row = Reminder.objects.get(subject_id=planned.subject_id, offset=WEEK)
    assert (row.state, row.attempts) == (State.PENDING, 1)
    assert row.due_at > WEEK_BEFORE


def test_a_letter_that_lacks_a_word_is_not_sent_half_empty(
    planned: Occasion,
    sink: Sink,
    clock: Traveller,
    send_due: SendDue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("apps.reminders.services.letters.guide", object)
        clock.move_to(WEEK_BEFORE)
        send_due()
    assert sink.taken == []
    assert (regular(WEEK).state, regular(WEEK).attempts) == (State.PENDING, 1)
    with pytest.raises(MissingVariable, match="site_name"):
        render_strictly("reminders/email/reminder.txt", {})
    clock.move_to(regular(WEEK).due_at)
    send_due()
    assert len(sink.taken) == 1


def test_a_room_that_fails_to_read_ahead_is_asked_one_by_one(
    planned: Occasion,
    sink: Sink,
    clock: Traveller,
    send_due: SendDue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def reading_ahead(asks: object) -> None:
        raise RuntimeError("the room is on fire")

    monkeypatch.setattr(visits, "reading_ahead", reading_ahead, raising=False)
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert len(sink.taken) == 1


def test_what_is_leased_is_not_claimed_again_before_the_lease_runs_out(
    planned: Occasion, sink: Sink, clock: Traveller, settings: Any
) -> None:
    clock.move_to(WEEK_BEFORE)
    _token, first = claim_due(WEEK_BEFORE, 10)
    assert first == [regular(WEEK).pk]
    assert claim_due(WEEK_BEFORE, 10)[1] == []
    lease = timedelta(seconds=settings.REMINDER_LEASE_SECONDS)
    assert claim_due(WEEK_BEFORE + lease, 10)[1] == first


def test_a_message_cut_off_by_a_dying_worker_is_sent_again_with_the_same_message_id(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue, settings: Any
) -> None:
    clock.move_to(WEEK_BEFORE)
    claim_due(WEEK_BEFORE, 10)
    row = regular(WEEK)
    Reminder.objects.filter(pk=row.pk).update(attempts=1)
    Delivery.objects.create(
        reminder=row, channel="email", attempt=1, message_id="<before>", started_at=WEEK_BEFORE
    )
    clock.shift(settings.REMINDER_LEASE_SECONDS)
    send_due()
    first, second = Delivery.objects.order_by("attempt")
    assert (first.state, first.error) == (DeliveryState.FAILED, "cut_off")
    assert second.state == DeliveryState.ACCEPTED
    assert regular(WEEK).state == State.SENT


def test_a_change_of_plans_just_before_sending_stops_the_message(
    planned: Occasion,
    sink: Sink,
    clock: Traveller,
    send_due: SendDue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The subject was asked, then somebody cancels, then the worker goes on."""
    clock.move_to(WEEK_BEFORE)
    ask = visits.message
    monkeypatch.setattr(
        visits, "message", lambda asked: (services.withdraw(planned), ask(asked))[1]
    )
    send_due()
    assert sink.taken == []
    assert regular(WEEK).state == State.SUPERSEDED


def test_what_was_sent_while_plans_changed_is_noted_as_sent(
    planned: Occasion,
    sink: Sink,
    clock: Traveller,
    send_due: SendDue,
    monkeypatch: pytest.MonkeyPatch,
    visit: Visit,
    cast: Cast,
) -> None:
    """Somebody moves it while the message is on its way: then it was told, and the move is news."""
    clock.move_to(WEEK_BEFORE)
    moved = visit(people=(cast.patient,), starts_in=timedelta(days=12), occurrence=1)
    send = EmailChannel.send

    def send_and_move(self: EmailChannel, letter: Letter) -> None:
        services.plan(moved)
        send(self, letter)

    monkeypatch.setattr(EmailChannel, "send", send_and_move)
    send_due()
    assert len(sink.taken) == 1
    week = Reminder.objects.get(offset=WEEK, occurrence=0)
    assert week.state == State.SENT
    assert Reminder.objects.open().filter(kind=Kind.MOVED).exists()


def test_two_workers_never_hold_the_same_row(planned: Occasion, clock: Traveller) -> None:
    ids = [row.pk for row in Reminder.objects.all()]
    assert claim_these(ids, TWO_HOURS_BEFORE)[1] == ids
    assert claim_these(ids, TWO_HOURS_BEFORE)[1] == []


def test_a_worker_out_of_time_gives_back_what_it_has_not_begun(
    planned: Occasion, sink: Sink, clock: Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.move_to(WEEK_BEFORE)
    ticks = chain([0.0], repeat(2.0))
    monkeypatch.setattr("apps.reminders.services.sending.time.monotonic", lambda: next(ticks))
    services.send_due(1.0)
    assert sink.taken == []
    assert (regular(WEEK).state, regular(WEEK).lease_token) == (State.PENDING, None)
