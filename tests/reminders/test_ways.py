"""By which way a message goes: in the person's order, and by the next where one does not get through."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from time_machine import Traveller

from apps.accounts.models import User
from apps.circles.models import Contact, Membership
from apps.core.phones import may_get_texts
from apps.demo.gateway import Trouble
from apps.reminders import rules, services
from apps.reminders.channels.length import messages
from apps.reminders.kinds import Channel, Parking, Reason, State
from apps.reminders.models import Delivery, Parked, Preference, Reminder
from apps.reminders.recipients import Recipient
from apps.reminders.rules import Tried
from apps.reminders.services.claiming import claim_due
from apps.reminders.services.parking import park
from apps.reminders.subjects import Occasion
from tests.people import Cast
from tests.reminders.conftest import START, WEEK_BEFORE, SendDue, Sink, regular
from tests.reminders.gateways import Texts

pytestmark = pytest.mark.django_db
HERS = "+447700900123"
EMAIL, SMS = Channel.EMAIL, Channel.SMS
OVER, TIRED = Tried(is_over=True), Tried(failures=3)


@pytest.mark.parametrize(
    ("order", "tried", "away", "way"),
    [
        ([SMS, EMAIL], {}, [], SMS),
        ([SMS, EMAIL], {SMS: Tried(2)}, [], SMS),
        ([SMS, EMAIL], {SMS: TIRED}, [], EMAIL),
        ([SMS, EMAIL], {SMS: OVER}, [], EMAIL),
        ([SMS, EMAIL], {SMS: TIRED, EMAIL: TIRED}, [], SMS),
        ([SMS, EMAIL], {SMS: Tried(4), EMAIL: TIRED}, [], EMAIL),
        ([SMS, EMAIL], {SMS: OVER, EMAIL: OVER}, [], None),
        ([SMS, EMAIL], {SMS: OVER, EMAIL: Tried(9)}, [], EMAIL),
        ([EMAIL, SMS], {}, [EMAIL], SMS),
        ([EMAIL], {}, [EMAIL], EMAIL),
        ([], {}, [], None),
    ],
)
def test_the_next_way(
    order: list[Channel], tried: dict[Channel, Tried], away: list[Channel], way: Channel | None
) -> None:
    assert rules.next_way(order, tried, away) == way


@pytest.mark.parametrize(
    ("waited", "needed_in", "useful_for", "is_long_enough"),
    [
        (14.9, None, 600, False),
        (15, None, 600, True),
        (15, 600, 1200, True),
        (5.9, None, 12, False),
        (6, None, 12, True),
        (2.9, 6, 600, False),  # news of a start that people believe to be near
        (3, 6, 600, True),
        (6, -5, 600, False),  # that start is past: what is left is longer
        (0, None, 0, True),
    ],
)
def test_how_long_a_server_that_is_away_is_waited_for(
    waited: float, needed_in: float | None, useful_for: float, *, is_long_enough: bool
) -> None:
    def after(minutes: float) -> datetime:
        return WEEK_BEFORE + timedelta(minutes=minutes)

    needed_by = None if needed_in is None else after(needed_in)
    is_over = rules.has_waited(
        WEEK_BEFORE, after(waited), needed_by=needed_by, useful_until=after(useful_for)
    )
    assert is_over is is_long_enough


@pytest.fixture
def by_text(cast: Cast) -> User:
    """The patient has a phone and wants texts, then mail."""
    cast.patient.phone = HERS
    cast.patient.save()
    Preference.objects.update_or_create(
        user=cast.patient, defaults={"channels": [SMS, EMAIL], "quiet_from": None, "quiet_to": None}
    )
    return cast.patient


@pytest.fixture
def due(planned: Occasion, by_text: User, clock: Traveller) -> Occasion:
    clock.move_to(WEEK_BEFORE)
    return planned


def row() -> Reminder:
    return regular(rules.WEEK)


def test_who_wants_texts_gets_one_with_numbers_to_answer(
    due: Occasion, texts: Texts, sink: Sink, send_due: SendDue
) -> None:
    send_due()
    [text] = texts.to(HERS)
    assert text.splitlines()[0].startswith("You have something")
    assert "Reply 1: I'll be there. 2: I can't." in text
    assert "/r/" in text
    assert "STOP" in text
    assert messages(text) <= 2
    assert sink.taken == []
    assert (row().state, Delivery.objects.get().channel) == (State.SENT, SMS)


def test_without_a_choice_mail_is_the_way(
    planned: Occasion, cast: Cast, texts: Texts, sink: Sink, send_due: SendDue, clock: Traveller
) -> None:
    cast.patient.phone = HERS
    cast.patient.save()
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert (len(sink.taken), texts.taken()) == (1, [])


def test_a_number_that_does_not_exist_is_left_alone_and_mail_takes_over_at_once(
    due: Occasion,
    by_text: User,
    texts: Texts,
    sink: Sink,
    send_due: SendDue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("apps.core.texting.may_get_texts", lambda *_: True)
    User.objects.filter(pk=by_text.pk).update(phone="+15005550001")  # Twilio's own for tests
    send_due()
    assert [d.channel for d in Delivery.objects.order_by("attempt")] == [SMS, EMAIL]
    assert len(sink.to(by_text.email)) == 1
    assert row().state == State.SENT
    assert Parked.objects.get().reason == Parking.UNKNOWN


def test_a_busy_gateway_is_asked_three_times_and_then_mail_goes(
    due: Occasion, by_text: User, texts: Texts, sink: Sink, send_due: SendDue, clock: Traveller
) -> None:
    texts.troubles.append(Trouble(status=429, times=99))
    while row().is_open:
        send_due()
        clock.move_to(row().due_at)
    channels = [d.channel for d in Delivery.objects.order_by("attempt")]
    assert channels == [SMS, SMS, SMS, EMAIL]
    assert row().due_at - WEEK_BEFORE < timedelta(minutes=2)
    assert not Parked.objects.exists()


def test_a_mail_server_away_for_a_quarter_of_an_hour_lets_the_phone_take_over(
    due: Occasion,
    by_text: User,
    texts: Texts,
    send_due: SendDue,
    clock: Traveller,
    settings: Any,
) -> None:
    settings.SMTP = {**settings.SMTP, "host": "127.0.0.1", "port": 1}
    Preference.objects.filter(user=by_text).update(channels=[EMAIL, SMS])
    send_due()
    assert (row().state, texts.taken()) == (State.PENDING, [])
    clock.shift(timedelta(minutes=15))
    send_due()
    assert (row().state, len(texts.to(HERS))) == (State.SENT, 1)


@pytest.mark.parametrize("change", ["cancelled", "moved"])
def test_what_changes_shortly_before_goes_by_the_next_way_in_time(
    due: Occasion, by_text: User, texts: Texts, sink: Sink, send_due: SendDue, clock: Traveller,
    settings: Any, visit: Callable[..., Occasion], change: str,
) -> None:  # fmt: skip
    """Told of a visit by mail; twelve minutes before, it changes, and the mail server is away."""
    Preference.objects.filter(user=by_text).update(channels=[EMAIL, SMS])
    send_due()
    clock.move_to(START - timedelta(minutes=12))
    settings.SMTP = {**settings.SMTP, "host": "127.0.0.1", "port": 1}
    if change == "moved":
        services.plan(visit(people=(by_text,), starts_in=timedelta(days=12), occurrence=1))
    else:
        services.withdraw(due)
    news = Reminder.objects.get(kind=change)
    clock.move_to(news.due_at)
    send_due()
    assert texts.taken() == []
    clock.move_to(news.due_at + (START - news.due_at) / 2)
    send_due()
    assert len(texts.to(HERS)) == 1


def test_beyond_the_circles_share_of_the_day_mail_goes(
    due: Occasion,
    visit: Callable[..., Occasion],
    by_text: User,
    texts: Texts,
    sink: Sink,
    send_due: SendDue,
    settings: Any,
    clock: Traveller,
    client_for: Callable[[User], Client],
    cast: Cast,
) -> None:
    settings.SMS_CIRCLE_DAILY_BUDGET = 1
    services.plan(
        visit(people=(by_text,), subject_id=uuid4(), starts_in=timedelta(days=9, hours=1))
    )
    send_due()
    clock.shift(timedelta(hours=1))
    send_due()
    assert (len(sink.to(by_text.email)), len(texts.taken())) == (1, 1)
    page = client_for(cast.coordinator).get(f"/c/{cast.circle.pk}/people/reminders/")
    assert "email goes instead" in page.content.decode()


def test_where_nothing_gets_through_the_reason_is_written_down(
    due: Occasion, by_text: User, texts: Texts, send_due: SendDue
) -> None:
    park(SMS, HERS, Parking.STOPPED)
    park(EMAIL, by_text.email, Parking.UNKNOWN)
    send_due()
    assert (row().state, row().reason) == (State.SKIPPED, Reason.PARKED)


def test_another_number_is_another_chance(
    due: Occasion, by_text: User, texts: Texts, send_due: SendDue
) -> None:
    park(SMS, HERS, Parking.UNKNOWN)
    User.objects.filter(pk=by_text.pk).update(phone="+447700900124")
    send_due()
    assert len(texts.to("+447700900124")) == 1


def test_a_contact_with_nothing_but_a_phone_is_texted(
    cast: Cast, texts: Texts, send_due: SendDue, clock: Traveller, visit: Callable[..., Occasion]
) -> None:
    contact = Contact.objects.create(circle=cast.circle, name="Lee", phone=HERS)
    from apps.reminders.services.addressees import addressees

    recipient = Recipient.contact(contact.pk)
    assert addressees([recipient])[recipient].addresses == {SMS: HERS}
    assert may_get_texts(HERS, ["gb"])


def test_the_page_says_what_does_not_arrive_and_lets_one_try_again(
    cast: Cast, by_text: User, client_for: Callable[[User], Client]
) -> None:
    park(SMS, HERS, Parking.UNKNOWN)
    client = client_for(by_text)
    assert "do not reach your phone" in client.get("/me/reminders/").content.decode()
    page = client_for(cast.coordinator).get(f"/c/{cast.circle.pk}/people/reminders/")
    assert "do not arrive" in page.content.decode()
    assert HERS not in page.content.decode()
    client.post("/me/reminders/again/", {"channel": "sms"})
    assert not Parked.objects.exists()


def test_stop_is_taken_back_by_its_owners_text_alone(
    by_text: User, client_for: Callable[[User], Client]
) -> None:
    park(SMS, HERS, Parking.STOPPED)
    client = client_for(by_text)
    assert "text START" in client.get("/me/reminders/").content.decode()
    client.post("/me/reminders/again/", {"channel": "sms"})
    assert Parked.objects.exists()


def test_deciding_for_many_costs_as_many_queries_as_for_one(
    cast: Cast,
    clock: Traveller,
    visit: Callable[..., Occasion],
    by_text: User,
    texts: Texts,
    django_assert_max_num_queries: Any,
) -> None:
    from apps.reminders.services.deciding import glance

    people = (cast.patient, cast.coordinator, cast.helper)
    services.plan(visit(people=people))
    clock.move_to(WEEK_BEFORE)
    token, _ids = claim_due(WEEK_BEFORE, 25)
    rows = list(Reminder.objects.held_by(token))
    assert Membership.objects.count() > 3
    with django_assert_max_num_queries(12), glance(rows):
        pass
