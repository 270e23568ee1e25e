"""What a worker does with what is due: check again, send, note."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from time_machine import Traveller

from apps.accounts.models import User
from apps.circles.models import Membership
from apps.reminders import services
from apps.reminders.kinds import DeliveryState, Kind, Reason, State
from apps.reminders.models import Delivery, Mute, Preference, Reminder
from apps.reminders.rules import DAY, TWO_HOURS, WEEK
from apps.reminders.subjects import Ask, Occasion
from tests.people import Cast
from tests.reminders.conftest import (
    NOON,
    START,
    TWO_HOURS_BEFORE,
    WEEK_BEFORE,
    SendDue,
    Sink,
    regular,
)
from tests.reminders.visits import visits

pytestmark = pytest.mark.django_db


def test_nothing_is_sent_before_it_is_due(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    clock.move_to(WEEK_BEFORE - timedelta(seconds=1))
    send_due()
    assert sink.taken == []


def test_a_due_reminder_is_sent_once_and_noted(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    clock.move_to(WEEK_BEFORE)
    send_due()
    send_due()
    assert len(sink.taken) == 1
    assert regular(WEEK).state == State.SENT
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempt) == (DeliveryState.ACCEPTED, 1)
    assert delivery.message_id == sink.taken[0][1]["Message-ID"]


def test_a_message_is_in_the_readers_zone_and_language_and_says_who_sends_it(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue, cast: Cast
) -> None:
    User.objects.filter(pk=cast.patient.pk).update(time_zone="Asia/Tokyo")
    clock.move_to(WEEK_BEFORE + timedelta(hours=9))
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
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert sink.taken == []
    assert (regular(WEEK).state, regular(WEEK).reason) == (State.SKIPPED, reason)


def test_the_subject_is_asked_about_the_very_occurrence_and_member(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    clock.move_to(WEEK_BEFORE)
    send_due()
    [ask] = visits.asked
    assert (ask.kind, ask.occurrence, ask.now) == (Kind.DUE, 0, WEEK_BEFORE)
    assert {ask.recipient} == planned.recipients


def test_a_reminder_is_dropped_when_the_membership_has_ended(
    planned: Occasion,
    sink: Sink,
    clock: Traveller,
    send_due: SendDue,
    cast: Cast,
    membership_of: Callable[[User], Membership],
) -> None:
    Membership.objects.filter(pk=membership_of(cast.patient).pk).update(ended_at=NOON)
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert sink.taken == []
    assert visits.asked == []
    assert (regular(WEEK).state, regular(WEEK).reason) == (State.SKIPPED, Reason.NO_ACCESS)


def test_after_an_outage_only_the_newest_of_several_is_sent(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    clock.move_to(TWO_HOURS_BEFORE)
    send_due()
    assert len(sink.taken) == 1
    assert regular(TWO_HOURS).state == State.SENT
    assert (regular(WEEK).state, regular(WEEK).reason) == (State.SUPERSEDED, Reason.NEWER)
    assert (regular(DAY).state, regular(DAY).reason) == (State.SUPERSEDED, Reason.NEWER)


def test_what_comes_too_late_to_help_expires_and_says_so(
    planned: Occasion, sink: Sink, clock: Traveller, send_due: SendDue
) -> None:
    clock.move_to(START)
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
    assert (regular(WEEK).state, regular(WEEK).due_at) == (
        State.PENDING,
        night + timedelta(hours=9),
    )
    clock.move_to(night + timedelta(hours=9))
    send_due()
    assert len(sink.taken) == 1


def test_news_that_cannot_wait_for_the_morning_is_sent_at_night(
    visit: Callable[..., Occasion], sink: Sink, clock: Traveller, send_due: SendDue, cast: Cast
) -> None:
    tomorrow = timedelta(hours=20, minutes=30)  # at 08:30
    services.plan(visit(starts_in=tomorrow, people=(cast.patient,)))
    clock.move_to(NOON + timedelta(hours=6))
    send_due()
    sink.forget()
    clock.move_to(NOON + timedelta(hours=11))
    services.plan(visit(starts_in=timedelta(days=20), occurrence=1, people=(cast.patient,)))
    clock.shift(timedelta(minutes=2))
    send_due()
    assert [message["Subject"] for message in sink.to(cast.patient.email)] == ["A moved for you"]


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
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert regular(WEEK).due_at == WEEK_BEFORE + timedelta(hours=1)


def test_a_subject_that_reads_ahead_is_told_what_it_will_be_asked(
    planned: Occasion,
    sink: Sink,
    clock: Traveller,
    send_due: SendDue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[Ask] = []

    @contextmanager
    def reading_ahead(asks: Sequence[Ask]) -> Iterator[None]:
        told.extend(asks)
        yield
        assert visits.asked

    monkeypatch.setattr(visits, "reading_ahead", reading_ahead, raising=False)
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert told == visits.asked
    assert len(sink.taken) == 1


def test_the_life_of_a_reminder_can_be_looked_up_by_its_id(
    planned: Occasion,
    sink: Sink,
    clock: Traveller,
    send_due: SendDue,
    capsys: pytest.CaptureFixture[str],
    cast: Cast,
) -> None:
    clock.move_to(WEEK_BEFORE)
    send_due()
    call_command("reminder", regular(WEEK).pk)
    shown = capsys.readouterr().out
    member = regular(WEEK).membership_id
    for fact in (
        f"for       member:{member}",
        "says      due, offset 10080",
        "starts    2026-12-10 12:00:00 UTC",
        "needed by 2026-12-10 12:00:00 UTC",
        "state     sent",
        "ended     2026-12-03 18:00:00 UTC",
        "attempt 1 by email: accepted, 2026-12-03 18:00:00 to 18:00:00",
    ):
        assert fact in shown
    assert "read" not in shown
    services.mark_all_read(cast.patient)
    Delivery.objects.update(state="delivered")
    call_command("reminder", regular(WEEK).pk)
    later = capsys.readouterr().out
    assert "read      2026-12-03 18:00:00 UTC" in later
    assert "attempt 1 by email: delivered" in later
    for content in (cast.patient.email, "Mei", "You have something", "/r/"):
        assert content not in shown + later
    with pytest.raises(CommandError):
        call_command("reminder", 0)


def test_why_a_reminder_was_not_sent_is_told_in_words(
    planned: Occasion,
    sink: Sink,
    clock: Traveller,
    send_due: SendDue,
    capsys: pytest.CaptureFixture[str],
    cast: Cast,
) -> None:
    Mute.objects.create(user=cast.patient, circle=cast.circle)
    clock.move_to(WEEK_BEFORE)
    send_due()
    call_command("reminder", regular(WEEK).pk)
    assert "state     skipped muted: this person does not want to be" in capsys.readouterr().out
