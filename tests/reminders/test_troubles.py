"""Who looks after a circle is told, once and without an address, what keeps its messages from arriving."""

from datetime import timedelta
from typing import Any

import pytest
from time_machine import Traveller

from apps.accounts.models import User
from apps.circles.models import Contact, Membership
from apps.reminders import services
from apps.reminders.kinds import Channel, Kind, Parking, State
from apps.reminders.models import Preference, Reminder
from apps.reminders.services.parking import park, unpark
from apps.reminders.services.troubles import tell_if_texts_are_spent
from apps.reminders.subjects import Occasion
from tests.people import Cast
from tests.reminders.conftest import WEEK_BEFORE, SendDue, Sink
from tests.reminders.gateways import Texts

pytestmark = pytest.mark.django_db
HERS = "+447700900123"


def told(subject: str) -> list[str]:
    rows = Reminder.objects.filter(subject=subject, kind=Kind.NEWS).order_by("pk")
    return [row.membership.user.email for row in rows if row.membership]


def about(sink: Sink, user: User, words: str) -> list[str]:
    bodies = [m.get_body(("plain",)) for m in sink.to(user.email) if words in str(m["Subject"])]
    return [body.get_content() for body in bodies if body is not None]


def test_an_address_that_does_not_exist_is_told_of_once(
    planned: Occasion,
    cast: Cast,
    sink: Sink,
    send_due: SendDue,
    clock: Traveller,
    never_quiet: None,
) -> None:
    sink.refuse_recipient[cast.patient.email] = "550 no such mailbox"
    clock.move_to(WEEK_BEFORE)
    send_due()
    park(Channel.EMAIL, cast.patient.email, Parking.UNKNOWN)
    clock.shift(timedelta(minutes=5))
    send_due()
    assert told("unreached") == [cast.coordinator.email]
    [text] = about(sink, cast.coordinator, "Messages do not arrive")
    assert "Our messages to Mei Chen do not arrive." in text
    assert cast.patient.email not in text
    for word in ("cancer", "scan", "10:30"):
        assert word not in text


def test_under_the_bell_too_and_not_once_it_is_put_right(
    cast: Cast, clock: Traveller, sink: Sink, send_due: SendDue, never_quiet: None
) -> None:
    park(Channel.EMAIL, cast.helper.email.upper(), Parking.UNKNOWN)
    clock.shift(timedelta(minutes=5))
    [day] = services.bell_of(cast.coordinator)
    assert [item.message.subject for item in day.items] == ["Messages do not arrive"]
    unpark(Channel.EMAIL, cast.helper.email)
    send_due()
    assert about(sink, cast.coordinator, "Messages do not arrive") == []
    assert Reminder.objects.get(subject="unreached").reason == "not_wanted"


@pytest.mark.parametrize("reason", [Parking.STOPPED])
def test_that_somebody_wanted_it_to_stop_is_their_own_business(
    cast: Cast, clock: Traveller, reason: Parking
) -> None:
    park(Channel.EMAIL, cast.helper.email, reason)
    assert told("unreached") == []


def test_whoever_it_is_about_is_not_told_by_the_way_that_is_closed(
    cast: Cast, clock: Traveller
) -> None:
    park(Channel.EMAIL, cast.coordinator.email, Parking.UNKNOWN)
    assert told("unreached") == []


def test_of_a_contact_as_well(
    cast: Cast, clock: Traveller, sink: Sink, send_due: SendDue, never_quiet: None
) -> None:
    Contact.objects.create(circle=cast.circle, name="Bo", email="bo@example.org")
    park(Channel.EMAIL, "bo@example.org", Parking.COMPLAINT)
    clock.shift(timedelta(minutes=5))
    send_due()
    [text] = about(sink, cast.coordinator, "Messages do not arrive")
    assert "Our messages to Bo do not arrive." in text
    assert "another address" in text


def test_a_circle_without_a_coordinator_tells_the_patient(cast: Cast, clock: Traveller) -> None:
    Membership.objects.filter(user=cast.coordinator).update(ended_at=WEEK_BEFORE)
    park(Channel.EMAIL, cast.helper.email, Parking.UNKNOWN)
    assert told("unreached") == [cast.patient.email]


def test_the_last_text_of_the_day_is_told_of_once(
    planned: Occasion,
    cast: Cast,
    texts: Texts,
    sink: Sink,
    send_due: SendDue,
    clock: Traveller,
    settings: Any,
) -> None:
    settings.SMS_CIRCLE_DAILY_BUDGET = 1
    cast.patient.phone = HERS
    cast.patient.save()
    for user in (cast.patient, cast.coordinator):
        Preference.objects.create(user=user, channels=["sms", "email"])
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert len(texts.taken()) == 1
    tell_if_texts_are_spent(cast.circle.pk)
    clock.shift(timedelta(minutes=5))
    send_due()
    assert told("texts_spent") == [cast.coordinator.email]
    [text] = about(sink, cast.coordinator, "Texts are used up")
    assert "Until tomorrow email goes instead." in text
    assert Reminder.objects.get(subject="texts_spent").state == State.SENT
