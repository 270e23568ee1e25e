"""Promises at hours of a room's own: to members and contacts, idempotent, and never touching what was sent."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from time_machine import Traveller

from apps.accounts.models import User
from apps.circles.models import Contact, Membership
from apps.reminders import services
from apps.reminders.kinds import Kind, Reason, State
from apps.reminders.models import Reminder
from apps.reminders.recipients import Recipient
from apps.reminders.services import deciding
from apps.reminders.subjects import Occasion, Owed, Promise, ReadersHour
from tests.many import many_members
from tests.people import Cast
from tests.reminders.conftest import NOON, START, WEEK_BEFORE, SendDue, Sink
from tests.reminders.visits import visits

pytestmark = pytest.mark.django_db

THING = uuid4()
DAY = date(2026, 12, 3)
EVENING_BEFORE = NOON + timedelta(days=1, hours=6)
SETTLED = NOON + timedelta(minutes=2)


def evening_and_morning(*people: Recipient, day: date = DAY) -> tuple[Owed, ...]:
    """As of a task: 18:00 the day before and 08:00 on the day, by each one's own clock."""
    ends = ReadersHour(day + timedelta(days=1), time(0))
    return tuple(
        Owed(person, Kind.DUE, due, useful_until=ends, offset=offset)
        for person in people
        for offset, due in (
            (1440, ReadersHour(day - timedelta(days=1), time(18))),
            (0, ReadersHour(day, time(8))),
        )
    )


@pytest.fixture
def promise(cast: Cast, clock: Traveller) -> Callable[..., None]:
    def make(*owed: Owed, occurrence: int = 0, subject_id: UUID = THING) -> None:
        services.promise(Promise("visit", subject_id, cast.circle.pk, occurrence, owed))

    return make


@pytest.fixture
def helper(membership_of: Callable[[User], Membership], cast: Cast) -> Recipient:
    return Recipient.member(membership_of(cast.helper).pk)


@pytest.fixture
def neighbour(cast: Cast) -> Recipient:
    """Without an account, in New York."""
    contact = Contact.objects.create(
        circle=cast.circle, name="Bo", email="bo@example.org", time_zone="America/New_York"
    )
    return Recipient.contact(contact.pk)


def open_rows() -> list[tuple[str, int, datetime]]:
    rows = Reminder.objects.open().order_by("due_at")
    return [(row.recipient_key.partition(":")[0], row.offset, row.due_at) for row in rows]


def test_each_is_owed_by_their_own_clock(
    promise: Callable[..., None], helper: Recipient, neighbour: Recipient
) -> None:
    promise(*evening_and_morning(helper, neighbour))
    assert open_rows() == [
        ("member", 1440, EVENING_BEFORE),
        ("contact", 1440, EVENING_BEFORE + timedelta(hours=5)),
        ("member", 0, datetime(2026, 12, 3, 8, tzinfo=UTC)),
        ("contact", 0, datetime(2026, 12, 3, 13, tzinfo=UTC)),
    ]


def test_promising_again_changes_nothing(promise: Callable[..., None], helper: Recipient) -> None:
    news = Owed(helper, Kind.NEWS, NOON, useful_until=START)
    promise(*evening_and_morning(helper), news)
    before = list(Reminder.objects.order_by("pk").values())
    promise(*evening_and_morning(helper), news)
    assert list(Reminder.objects.order_by("pk").values()) == before


def test_what_is_past_is_told_once_things_have_settled_and_never_put_off_by_promising_again(
    promise: Callable[..., None], helper: Recipient, clock: Traveller
) -> None:
    news = Owed(helper, Kind.NEWS, NOON - timedelta(days=1), useful_until=START)
    promise(news)
    clock.shift(timedelta(minutes=1))
    promise(news)
    assert open_rows() == [("member", 0, SETTLED)]


def test_what_waits_is_shifted_what_is_not_owed_ends_and_comes_back(
    promise: Callable[..., None], helper: Recipient, cast: Cast
) -> None:
    promise(*evening_and_morning(helper))
    first, second = evening_and_morning(helper, day=DAY + timedelta(days=1))
    promise(first)
    assert open_rows() == [("member", 1440, EVENING_BEFORE + timedelta(days=1))]
    gone = Reminder.objects.get(offset=0)
    assert (gone.state, gone.reason) == (State.SUPERSEDED, Reason.REPLANNED)
    promise()
    assert Reminder.objects.get(offset=1440).reason == Reason.NOT_INVOLVED
    promise(first, second)
    assert len(open_rows()) == 2
    assert Reminder.objects.count() == 2


def test_what_was_sent_is_never_touched_and_another_occurrence_says_it_again(
    promise: Callable[..., None], helper: Recipient
) -> None:
    promise(*evening_and_morning(helper))
    sent = Reminder.objects.filter(offset=1440)
    sent.update(state=State.SENT, ended_at=NOON)
    before = sent.values().get()
    later = evening_and_morning(helper, day=DAY + timedelta(days=7))
    promise(*later)
    promise()
    assert sent.values().get() == before
    promise(*later, occurrence=1)
    assert [offset for _kind, offset, _due in open_rows()] == [1440, 0]


def test_what_comes_too_late_is_not_owed_but_a_late_one_may_still_say_that_it_expired(
    promise: Callable[..., None], helper: Recipient, clock: Traveller, send_due: SendDue
) -> None:
    promise(*evening_and_morning(helper, day=date(2026, 11, 20)))
    assert open_rows() == []
    promise(*evening_and_morning(helper))
    clock.move_to(NOON + timedelta(days=4))
    promise(*evening_and_morning(helper))
    assert len(open_rows()) == 2
    send_due()
    assert set(Reminder.objects.values_list("state", flat=True)) == {State.EXPIRED}


def test_quiet_hours_hold_for_promises_too(promise: Callable[..., None], helper: Recipient) -> None:
    night = datetime(2026, 12, 2, 23, 30, tzinfo=UTC)
    promise(Owed(helper, Kind.NEWS, night, useful_until=START))
    assert open_rows() == [("member", 0, night.replace(day=3, hour=8, minute=0))]


def test_a_contact_is_written_to_in_their_own_zone(
    promise: Callable[..., None], neighbour: Recipient, sink: Sink, clock: Traveller,
    send_due: SendDue,
) -> None:  # fmt: skip
    promise(*evening_and_morning(neighbour))
    clock.move_to(EVENING_BEFORE + timedelta(hours=5))
    send_due()
    [message] = sink.to("bo@example.org")
    text = message.get_body(("plain",))
    assert text is not None
    assert "in America/New_York and en." in text.get_content()
    [ask] = visits.asked
    assert (ask.contact_id, ask.membership_id, ask.offset) == (neighbour.id, None, 1440)


def test_a_contact_without_an_address_ends_as_not_reachable(
    promise: Callable[..., None],
    neighbour: Recipient,
    clock: Traveller,
    send_due: SendDue,
    settings: Any,
) -> None:
    settings.SMS = {}
    Contact.objects.update(email="", phone="+447700900123")
    promise(*evening_and_morning(neighbour))
    clock.move_to(EVENING_BEFORE + timedelta(hours=5))
    send_due()
    assert Reminder.objects.get(offset=1440).reason == Reason.NO_CHANNEL


def test_a_contact_may_take_part_in_a_visit(
    visit: Callable[..., Occasion], neighbour: Recipient, sink: Sink, clock: Traveller,
    send_due: SendDue,
) -> None:  # fmt: skip
    services.plan(replace(visit(people=()), recipients=frozenset({neighbour})))
    clock.move_to(WEEK_BEFORE + timedelta(hours=5))
    send_due()
    assert len(sink.to("bo@example.org")) == 1


def test_a_backlog_about_one_thing_is_told_once(
    promise: Callable[..., None], helper: Recipient, sink: Sink, clock: Traveller,
    send_due: SendDue,
) -> None:  # fmt: skip
    promise(*evening_and_morning(helper))
    clock.move_to(datetime(2026, 12, 3, 9, tzinfo=UTC))
    send_due()
    assert len(sink.taken) == 1
    assert Reminder.objects.get(offset=0).state == State.SENT
    assert Reminder.objects.get(offset=1440).reason == Reason.NEWER


def test_a_silent_circle_says_nothing_and_why(
    promise: Callable[..., None], helper: Recipient, sink: Sink, clock: Traveller,
    send_due: SendDue, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(deciding, "why_silent", lambda _circle, _kind: Reason.PAUSED)
    promise(*evening_and_morning(helper))
    clock.move_to(EVENING_BEFORE)
    send_due()
    assert sink.taken == []
    row = Reminder.objects.get(offset=1440)
    assert (row.state, row.reason) == (State.SKIPPED, Reason.PAUSED)


def test_a_change_of_zone_moves_what_a_room_promised(
    promise: Callable[..., None], helper: Recipient, cast: Cast
) -> None:
    owed = evening_and_morning(helper)
    promise(*owed)
    visits.ahead[THING] = Promise("visit", THING, cast.circle.pk, 0, owed)
    User.objects.filter(pk=cast.helper.pk).update(time_zone="America/New_York")
    services.replan_for(User.objects.get(pk=cast.helper.pk))
    assert open_rows()[0][2] == EVENING_BEFORE + timedelta(hours=5)


def test_the_number_of_queries_does_not_grow_with_the_people(
    promise: Callable[..., None], cast: Cast, neighbour: Recipient
) -> None:
    members = [Recipient.member(place.pk) for place in many_members(cast.circle, 20)]
    costs = []
    for people in ([neighbour, *members[:2]], [neighbour, *members]):
        thing = uuid4()
        promise(*evening_and_morning(*people), subject_id=thing)
        later = evening_and_morning(*people[:-1], day=DAY + timedelta(days=2))
        with CaptureQueriesContext(connection) as queries:
            promise(*later, subject_id=thing)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 11
