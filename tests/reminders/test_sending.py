"""What a worker does with what is due: check again, send, note; and what it does when something is wrong."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from time_machine import Traveller

from apps.accounts.models import User
from apps.circles.models import Membership
from apps.reminders import services
from apps.reminders.channels import Letter
from apps.reminders.channels.email import EmailChannel
from apps.reminders.kinds import DeliveryState, Kind, Reason, State
from apps.reminders.models import Delivery, Preference, Reminder
from apps.reminders.rules import DAY, TWO_HOURS, WEEK
from apps.reminders.services.claiming import claim_due, claim_these
from apps.reminders.subjects import Occasion
from tests.people import Cast
from tests.reminders.conftest import NOON, Sink
from tests.reminders.visits import visits

pytestmark = pytest.mark.django_db

Visit = Callable[..., Occasion]
SendDue = Callable[[], None]
HOURS, DAYS = timedelta(hours=1), timedelta(days=1)
A_WEEK_BEFORE = NOON + 2 * DAYS + 6 * HOURS
DAY_BEFORE = NOON + 8 * DAYS + 6 * HOURS
MORNING = NOON + 9 * DAYS - 2 * HOURS


@pytest.fixture
def planned(visit: Visit, cast: Cast) -> Occasion:
    """A visit in nine days, for the patient alone."""
    occasion = visit(people=(cast.patient,))
    services.plan(occasion)
    return occasion


def the(offset: int) -> Reminder:
    return Reminder.objects.get(offset=offset, kind=Kind.DUE)


def test_nothing_is_sent_before_it_is_due(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    clock.move_to(A_WEEK_BEFORE - timedelta(seconds=1))
    send_due()
    assert sink.taken == []


def test_a_due_reminder_is_sent_once_and_noted(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    clock.move_to(A_WEEK_BEFORE)
    send_due()
    send_due()
    assert len(sink.taken) == 1
    assert the(WEEK).state == State.SENT
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempt) == (DeliveryState.ACCEPTED, 1)
    assert delivery.message_id == sink.taken[0][1]["Message-ID"]


def test_a_message_is_in_the_readers_zone_and_language_and_says_who_sends_it(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue, cast: Cast
) -> None:
    User.objects.filter(pk=cast.patient.pk).update(time_zone="Asia/Tokyo")
    clock.move_to(A_WEEK_BEFORE + 9 * HOURS)
    send_due()
    [message] = sink.to(cast.patient.email)
    text = message.get_body(("plain",))
    html = message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "in Asia/Tokyo and en." in text.get_content()
    assert "in Asia/Tokyo and en." in html.get_content()
    assert f"/visits/{planned.subject_id}/" in text.get_content()
    assert "/r/" in text.get_content()
    assert message["From"].startswith("Alongside")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@localhost>")


@pytest.mark.parametrize("reason", ["gone", "cancelled", "moved", "no_access", "not_wanted"])
def test_a_reminder_that_is_not_true_any_more_is_skipped_with_the_reason(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue, reason: str
) -> None:
    visits.skip[planned.subject_id] = reason
    clock.move_to(A_WEEK_BEFORE)
    send_due()
    assert sink.taken == []
    assert (the(WEEK).state, the(WEEK).reason) == (State.SKIPPED, reason)


def test_the_subject_is_asked_about_the_very_occurrence_and_member(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    clock.move_to(A_WEEK_BEFORE)
    send_due()
    [ask] = visits.asked
    assert (ask.kind, ask.occurrence, ask.now) == (Kind.DUE, 0, A_WEEK_BEFORE)
    assert {ask.membership_id} == planned.recipients


def test_a_reminder_is_dropped_when_the_membership_has_ended(
    planned: Occasion,
    sink: Sink,
    clock: Traveller,
    send_due: SendDue,
    cast: Cast,
    membership_of: Callable[[User], Membership],
) -> None:
    Membership.objects.filter(pk=membership_of(cast.patient).pk).update(ended_at=NOON)
    clock.move_to(A_WEEK_BEFORE)
    send_due()
    assert sink.taken == visits.asked == []
    assert (the(WEEK).state, the(WEEK).reason) == (State.SKIPPED, Reason.NO_ACCESS)


def test_after_an_outage_only_the_newest_of_several_is_sent(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    clock.move_to(MORNING)
    send_due()
    assert len(sink.taken) == 1
    assert the(TWO_HOURS).state == State.SENT
    assert (the(WEEK).state, the(WEEK).reason) == (State.SUPERSEDED, Reason.NEWER)
    assert (the(DAY).state, the(DAY).reason) == (State.SUPERSEDED, Reason.NEWER)


def test_what_comes_too_late_to_help_expires_and_says_so(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    clock.move_to(NOON + 9 * DAYS)
    send_due()
    assert sink.taken == []
    assert {row.state for row in Reminder.objects.all()} == {State.EXPIRED}
    assert {row.reason for row in Reminder.objects.all()} == {Reason.TOO_LATE}


def test_a_reminder_that_is_late_at_night_waits_for_the_morning(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    night = datetime(2026, 12, 3, 23, 0, tzinfo=UTC)
    clock.move_to(night)
    send_due()
    assert sink.taken == []
    assert (the(WEEK).state, the(WEEK).due_at) == (State.PENDING, night + 9 * HOURS)
    clock.move_to(night + 9 * HOURS)
    send_due()
    assert len(sink.taken) == 1


@pytest.mark.usefixtures("never_quiet")
def test_someone_without_quiet_hours_hears_at_once(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    clock.move_to(datetime(2026, 12, 3, 23, 0, tzinfo=UTC))
    send_due()
    assert len(sink.taken) == 1


def test_quiet_hours_of_ones_own_are_kept(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue, cast: Cast
) -> None:
    Preference.objects.create(user=cast.patient, quiet_from="17:00", quiet_to="19:00")
    clock.move_to(A_WEEK_BEFORE)
    send_due()
    assert the(WEEK).due_at == A_WEEK_BEFORE + HOURS


@pytest.mark.parametrize("answer", ["450 try later", "421 going away", "250"])
def test_a_passing_failure_is_tried_again_with_the_same_message_id(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue, cast: Cast, answer: str
) -> None:
    if answer == "250":
        sink.refuse_data = "451 not now"
    else:
        sink.refuse_recipient[cast.patient.email] = answer
    clock.move_to(A_WEEK_BEFORE)
    send_due()
    row = the(WEEK)
    assert (row.state, row.attempts) == (State.PENDING, 1)
    assert timedelta(seconds=7) < row.due_at - A_WEEK_BEFORE < timedelta(seconds=13)
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
    clock.move_to(A_WEEK_BEFORE)
    send_due()
    assert (the(WEEK).state, the(WEEK).reason) == (State.FAILED, "smtp_550")
    assert Delivery.objects.get().error == "smtp_550"


def test_failing_until_it_begins_ends_as_failed(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue, cast: Cast
) -> None:
    sink.refuse_recipient[cast.patient.email] = "450 try later"
    clock.move_to(MORNING)
    while the(TWO_HOURS).is_open:
        send_due()
        clock.move_to(the(TWO_HOURS).due_at)
    assert (the(TWO_HOURS).state, the(TWO_HOURS).reason) == (State.FAILED, "smtp_450")
    assert the(TWO_HOURS).attempts > 8


def test_a_mail_server_that_is_away_costs_no_attempt(
    planned: Occasion, settings: Any, clock: Traveller, send_due: SendDue
) -> None:
    settings.SMTP = {**settings.SMTP, "host": "127.0.0.1", "port": 1}
    clock.move_to(A_WEEK_BEFORE)
    send_due()
    row = the(WEEK)
    assert (row.state, row.attempts, row.due_at) == (State.PENDING, 0, A_WEEK_BEFORE)


def test_a_room_that_fails_does_not_hold_up_the_others(
    planned: Occasion, visit: Visit, sink: Sink, clock: Traveller, send_due: SendDue, cast: Cast
) -> None:
    services.plan(visit(people=(cast.helper,), subject_id=uuid4()))
    visits.broken.add(planned.subject_id)
    clock.move_to(A_WEEK_BEFORE)
    send_due()
    assert [to for to, _message in sink.taken] == [cast.helper.email]
    row = Reminder.objects.get(subject_id=planned.subject_id, offset=WEEK)
    assert (row.state, row.attempts) == (State.PENDING, 1)
    assert row.due_at > A_WEEK_BEFORE


def test_what_is_leased_is_not_claimed_again_before_the_lease_runs_out(
    planned: Occasion, sink: Sink, clock: Traveller, settings: Any
) -> None:
    clock.move_to(A_WEEK_BEFORE)
    _token, first = claim_due(A_WEEK_BEFORE, 10)
    assert first == [the(WEEK).pk]
    assert claim_due(A_WEEK_BEFORE, 10)[1] == []
    lease = timedelta(seconds=settings.REMINDER_LEASE_SECONDS)
    assert claim_due(A_WEEK_BEFORE + lease, 10)[1] == first


def test_a_message_cut_off_by_a_dying_worker_is_sent_again_with_the_same_message_id(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue, settings: Any
) -> None:
    clock.move_to(A_WEEK_BEFORE)
    claim_due(A_WEEK_BEFORE, 10)
    row = the(WEEK)
    Reminder.objects.filter(pk=row.pk).update(attempts=1)
    Delivery.objects.create(
        reminder=row, channel="email", attempt=1, message_id="<before>", started_at=A_WEEK_BEFORE
    )
    clock.shift(settings.REMINDER_LEASE_SECONDS)
    send_due()
    first, second = Delivery.objects.order_by("attempt")
    assert (first.state, first.error) == (DeliveryState.FAILED, "cut_off")
    assert second.state == DeliveryState.ACCEPTED
    assert the(WEEK).state == State.SENT


def test_a_change_of_plans_just_before_sending_stops_the_message(
    planned: Occasion,
    sink: Sink,
    clock: Traveller,
    send_due: SendDue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The subject was asked, then somebody cancels, then the worker goes on."""
    clock.move_to(A_WEEK_BEFORE)
    ask = visits.message
    monkeypatch.setattr(
        visits, "message", lambda asked: (services.withdraw(planned), ask(asked))[1]
    )
    send_due()
    assert sink.taken == []
    assert the(WEEK).state == State.SUPERSEDED


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
    clock.move_to(A_WEEK_BEFORE)
    moved = visit(people=(cast.patient,), starts_in=12 * DAYS, occurrence=1)
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
    assert claim_these(ids, MORNING)[1] == ids
    assert claim_these(ids, MORNING)[1] == []


def test_a_worker_out_of_time_gives_back_what_it_has_not_begun(
    planned: Occasion, sink: Sink, clock: Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.move_to(A_WEEK_BEFORE)
    ticks = iter([0.0, 2.0])
    monkeypatch.setattr("apps.reminders.services.sending.time.monotonic", lambda: next(ticks))
    services.send_due(1.0)
    assert sink.taken == []
    assert (the(WEEK).state, the(WEEK).lease_token) == (State.PENDING, None)
