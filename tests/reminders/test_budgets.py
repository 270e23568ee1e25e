"""The day's texts: never one more than the circle or the site may send, however many are due at once."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from time_machine import Traveller

from apps.accounts.models import User
from apps.core import texting
from apps.core.clock import now
from apps.core.texting import Text
from apps.reminders import rules, services
from apps.reminders.kinds import Channel, Parking, Reason, State
from apps.reminders.models import Delivery, Preference, Reminder
from apps.reminders.services.parking import park
from apps.reminders.subjects import Ask, Message
from tests.people import Cast
from tests.reminders.conftest import WEEK_BEFORE, SendDue, Sink, Visit
from tests.reminders.gateways import Texts
from tests.reminders.visits import visits

pytestmark = pytest.mark.django_db
HERS = "+447700900123"
EMAIL, SMS = Channel.EMAIL, Channel.SMS


@pytest.fixture
def ten_due(visit: Visit, cast: Cast, clock: Traveller) -> User:
    """The patient, who wants texts, then mail, is to be reminded of ten visits this minute."""
    cast.patient.phone = HERS
    cast.patient.save()
    Preference.objects.create(user=cast.patient, channels=[SMS, EMAIL])
    for _ in range(10):
        services.plan(visit(people=(cast.patient,), subject_id=uuid4()))
    clock.move_to(WEEK_BEFORE)
    return cast.patient


@pytest.mark.parametrize("budget", ["SMS_CIRCLE_DAILY_BUDGET", "SMS_DAILY_BUDGET"])
def test_of_ten_due_three_are_texted_and_the_rest_goes_by_mail(
    ten_due: User, texts: Texts, sink: Sink, send_due: SendDue, settings: Any, budget: str
) -> None:
    setattr(settings, budget, 3)
    send_due()
    assert (len(texts.to(HERS)), len(sink.to(ten_due.email))) == (3, 7)
    assert Reminder.objects.filter(offset=rules.WEEK, state=State.SENT).count() == 10


def test_where_there_is_no_other_way_the_rest_ends_with_the_reason(
    ten_due: User, texts: Texts, send_due: SendDue, settings: Any
) -> None:
    settings.SMS_CIRCLE_DAILY_BUDGET = 3
    park(EMAIL, ten_due.email, Parking.UNKNOWN)
    send_due()
    ended = Reminder.objects.filter(offset=rules.WEEK).values_list("state", "reason")
    assert sorted(ended) == [(State.SENT, "")] * 3 + [(State.SKIPPED, Reason.NO_BUDGET)] * 7
    assert len(texts.to(HERS)) == 3


def test_who_is_only_put_off_takes_none(
    ten_due: User, cast: Cast, texts: Texts, send_due: SendDue, visit: Visit, clock: Traveller,
    settings: Any,
) -> None:  # fmt: skip
    """Whoever has quiet hours now comes first in the queue, and leaves the text to who has not."""
    settings.SMS_CIRCLE_DAILY_BUDGET = 1
    Preference.objects.filter(user=ten_due).update(quiet_from="17:00", quiet_to="19:00")
    cast.helper.phone = "+447700900124"
    cast.helper.save()
    Preference.objects.create(user=cast.helper, channels=[SMS])
    services.plan(visit(people=(cast.helper,), subject_id=uuid4()))
    clock.shift(timedelta(minutes=2))
    send_due()
    assert len(texts.to("+447700900124")) == 1


def test_what_another_worker_begins_meanwhile_counts(
    ten_due: User, texts: Texts, sink: Sink, send_due: SendDue, settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """It was decided that three may go; before the first does, another worker has begun two."""
    settings.SMS_CIRCLE_DAILY_BUDGET = 3
    say, theirs = visits.message, list(Reminder.objects.filter(offset=rules.TWO_HOURS)[:2])

    def say_while_others_begin(ask: Ask) -> Message:
        while theirs:
            Delivery.objects.create(
                reminder=theirs.pop(), channel=SMS, attempt=1, message_id="<x>", started_at=now()
            )
        return say(ask)

    monkeypatch.setattr(visits, "message", say_while_others_begin)
    send_due()
    assert (len(texts.to(HERS)), len(sink.to(ten_due.email))) == (1, 9)
    assert Delivery.objects.filter(channel=SMS).count() == 3


def test_codes_asked_for_at_once_keep_to_the_sites_budget(
    clock: Traveller, cast: Cast, texts: Texts, send_due: SendDue, settings: Any
) -> None:
    settings.SMS_DAILY_BUDGET = 2
    for _ in range(5):
        texting.send(Text(HERS, "123456", now() + timedelta(minutes=15), holder_only=False))
    send_due()
    assert len(texts.to(HERS)) == 2
    assert Reminder.objects.filter(reason=Reason.NO_BUDGET).count() == 3
