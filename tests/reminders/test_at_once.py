"""Several channels at once: each gets the message once, none waits for another, and the rest are for when all fail."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from time_machine import Traveller

from apps.accounts.models import User
from apps.demo.gateway import Trouble
from apps.reminders import rules, services
from apps.reminders.channels.sms import SmsChannel
from apps.reminders.kinds import Channel, DeliveryState, Kind, Parking, State
from apps.reminders.models import Delivery, Preference, Reminder
from apps.reminders.rules import Tried
from apps.reminders.services.parking import park
from apps.reminders.subjects import Occasion
from tests.people import Cast
from tests.reminders.conftest import WEEK_BEFORE, SendDue, Sink, regular
from tests.reminders.gateways import Texts

HERS = "+447700900123"
NOBODYS = "+15005550001"
EMAIL, SMS, PUSH = Channel.EMAIL, Channel.SMS, Channel.PUSH
OVER, TIRED, TAKEN = Tried(is_over=True), Tried(failures=3), Tried(is_taken=True)
BOTH = (EMAIL, SMS)


@pytest.mark.parametrize(
    ("tried", "away", "now"),
    [
        ({}, [], BOTH),
        ({EMAIL: TAKEN}, [], (SMS,)),
        ({EMAIL: TAKEN, SMS: Tried(2)}, [], (SMS,)),
        ({EMAIL: TAKEN, SMS: TIRED}, [], ()),
        ({EMAIL: TAKEN, SMS: OVER}, [], ()),
        ({EMAIL: TAKEN, SMS: TAKEN}, [], ()),
        ({EMAIL: Tried(1), SMS: OVER}, [], (EMAIL,)),
        ({EMAIL: TIRED, SMS: OVER}, [], (PUSH,)),
        ({EMAIL: TIRED, SMS: OVER, PUSH: TIRED}, [], (EMAIL,)),
        ({EMAIL: OVER, SMS: OVER, PUSH: OVER}, [], ()),
        ({}, [EMAIL], (SMS,)),
        ({}, [EMAIL, SMS], (PUSH,)),
        ({SMS: TAKEN}, [EMAIL], (EMAIL,)),  # waited for: the person has been reached
    ],
)
def test_who_has_it_yet_to_get_it(
    tried: dict[Channel, Tried], away: list[Channel], now: tuple[Channel, ...]
) -> None:
    assert rules.ways_now((*BOTH, PUSH), 2, tried, away) == now


@pytest.fixture
def due(planned: Occasion, cast: Cast, clock: Traveller) -> Occasion:
    """The patient has mail and text at once, and it is time."""
    cast.patient.phone = HERS
    cast.patient.save()
    Preference.objects.create(user=cast.patient, channels=list(BOTH), at_once=2)
    clock.move_to(WEEK_BEFORE)
    return planned


def row() -> Reminder:
    return regular(rules.WEEK)


def deliveries() -> list[tuple[str, str]]:
    return list(Delivery.objects.order_by("pk").values_list("channel", "state"))


pytestmark = pytest.mark.django_db


def test_both_get_it_at_once_and_once(
    due: Occasion, cast: Cast, texts: Texts, sink: Sink, send_due: SendDue, clock: Traveller
) -> None:
    send_due()
    clock.shift(timedelta(minutes=30))
    send_due()
    assert (len(sink.to(cast.patient.email)), len(texts.to(HERS))) == (1, 1)
    assert row().state == State.SENT
    assert len(set(Delivery.objects.values_list("message_id", flat=True))) == 1


def test_one_that_is_busy_is_tried_again_alone(
    due: Occasion, cast: Cast, texts: Texts, sink: Sink, send_due: SendDue, clock: Traveller
) -> None:
    texts.troubles.append(Trouble(status=429, times=1))
    send_due()
    assert (len(sink.to(cast.patient.email)), texts.taken()) == (1, [])
    assert row().state == State.PENDING
    clock.move_to(row().due_at)
    send_due()
    assert (len(sink.to(cast.patient.email)), len(texts.to(HERS))) == (1, 1)
    assert row().state == State.SENT


def test_one_that_never_gets_through_is_given_up_for_the_person_was_reached(
    due: Occasion, cast: Cast, texts: Texts, sink: Sink, send_due: SendDue, clock: Traveller
) -> None:
    texts.troubles.append(Trouble(status=429, times=99))
    send_due()
    while row().is_open:
        clock.move_to(row().due_at)
        send_due()
    assert (row().state, row().reason) == (State.SENT, "")
    assert [state for channel, state in deliveries() if channel == SMS] == ["failed"] * 3
    assert len(sink.to(cast.patient.email)) == 1


def test_a_worker_that_dies_between_the_two_leaves_only_the_second_to_be_sent(
    due: Occasion,
    cast: Cast,
    texts: Texts,
    sink: Sink,
    send_due: SendDue,
    clock: Traveller,
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(SmsChannel, "send", die)
        with pytest.raises(KeyboardInterrupt):
            send_due()
    assert row().state == State.LEASED
    clock.shift(timedelta(seconds=settings.REMINDER_LEASE_SECONDS + 1))
    send_due()
    assert (len(sink.to(cast.patient.email)), len(texts.to(HERS))) == (1, 1)
    assert row().state == State.SENT


def test_whoever_was_reached_by_one_way_hears_that_it_moved(
    due: Occasion,
    visit: Callable[..., Occasion],
    cast: Cast,
    texts: Texts,
    sink: Sink,
    send_due: SendDue,
    clock: Traveller,
) -> None:
    texts.troubles.append(Trouble(status=429, times=1))
    send_due()
    services.plan(visit(people=(cast.patient,), occurrence=1, starts_in=timedelta(days=10)))
    assert Reminder.objects.get(occurrence=0, offset=rules.WEEK).state == State.SENT
    assert Reminder.objects.open().filter(kind=Kind.MOVED).count() == 1


def test_a_mail_server_that_is_away_holds_up_no_text_and_gets_the_mail_later(
    due: Occasion,
    cast: Cast,
    texts: Texts,
    sink: Sink,
    send_due: SendDue,
    clock: Traveller,
    settings: Any,
) -> None:
    here = settings.SMTP
    settings.SMTP = {**here, "port": 1}
    send_due()
    clock.shift(timedelta(minutes=20))
    send_due()
    assert (len(texts.to(HERS)), row().state) == (1, State.PENDING)
    settings.SMTP = here
    send_due()
    assert (len(sink.to(cast.patient.email)), len(texts.to(HERS))) == (1, 1)
    assert row().state == State.SENT


def test_a_number_that_does_not_exist_gives_up_no_mail_whose_server_is_away(
    due: Occasion,
    cast: Cast,
    texts: Texts,
    sink: Sink,
    send_due: SendDue,
    clock: Traveller,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("apps.core.texting.may_get_texts", lambda *_: True)
    here = settings.SMTP
    settings.SMTP = {**here, "port": 1}
    cast.patient.phone = NOBODYS
    cast.patient.save()
    send_due()
    assert deliveries() == [(SMS, DeliveryState.REFUSED)]
    settings.SMTP = here
    clock.shift(timedelta(minutes=1))
    send_due()
    assert len(sink.to(cast.patient.email)) == 1
    assert row().state == State.SENT


def test_what_both_ways_lost_afterwards_was_not_sent(
    due: Occasion, cast: Cast, texts: Texts, sink: Sink, send_due: SendDue, clock: Traveller
) -> None:
    """The text first, so that the row still counts as told when the mail is lost as well."""
    texts.troubles.append(Trouble(status=429, times=1))
    send_due()
    clock.move_to(row().due_at)
    send_due()
    services.note_receipt(str(row().pk), "undelivered", 30003)
    services.note_mail_event(
        event_id="1", status="bounced", why="bounced", address="", reference=str(row().pk)
    )
    assert (row().state, row().told_at) == (State.PENDING, None)


def test_what_was_taken_is_noted_before_what_was_refused(
    due: Occasion,
    cast: Cast,
    texts: Texts,
    sink: Sink,
    send_due: SendDue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A server so quick that its answers are noted together."""
    monkeypatch.setattr("apps.reminders.services.posting.UNNOTED_SECONDS", 60.0)
    Preference.objects.update(channels=[SMS, EMAIL])
    texts.troubles.append(Trouble(status=429, times=1))
    send_due()
    assert len(sink.to(cast.patient.email)) == 1
    assert row().state == State.PENDING
    assert row().told_at is not None


def test_what_bounces_later_is_let_be_where_another_way_had_it(
    due: Occasion, texts: Texts, sink: Sink, send_due: SendDue
) -> None:
    send_due()
    services.note_mail_event(
        event_id="1", status="bounced", why="bounced", address="", reference=str(row().pk)
    )
    assert row().state == State.SENT
    assert (EMAIL, DeliveryState.REFUSED) in deliveries()


def test_a_parked_one_is_left_out(
    due: Occasion, cast: Cast, texts: Texts, sink: Sink, send_due: SendDue
) -> None:
    park(SMS, HERS, Parking.STOPPED)
    send_due()
    assert deliveries() == [(EMAIL, DeliveryState.ACCEPTED)]
    assert row().state == State.SENT


def test_the_page_asks_for_what_comes_at_once_and_for_what_takes_over(
    cast: Cast, client_for: Callable[[User], Client], texts: Texts
) -> None:
    cast.patient.phone = HERS
    cast.patient.save()
    client = client_for(cast.patient)
    form = {"has_quiet": "", "says_more": "no"}
    nothing = client.post("/me/reminders/", form | {"way_1": "sms"})
    assert nothing.status_code == 422
    client.post("/me/reminders/", form | {"at_once": ["email", "sms"], "way_1": "sms"})
    saved = Preference.objects.get(user=cast.patient)
    assert (saved.channels, saved.at_once) == (["email", "sms"], 2)
    client.post("/me/reminders/", form | {"at_once": ["sms"], "way_1": "email"})
    saved.refresh_from_db()
    assert (saved.channels, saved.at_once) == (["sms", "email"], 1)
    page = client.get("/me/reminders/").content.decode()
    assert "Write to me at once by" in page
