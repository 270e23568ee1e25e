"""What somebody should hear, which of several messages counts, and when to try again."""

from datetime import UTC, datetime, timedelta

import pytest

from apps.reminders import rules
from apps.reminders.kinds import Kind
from apps.reminders.rules import DAY, TWO_HOURS, WEEK, Belief, Reader, Start

THEN = datetime(2026, 12, 10, 10, 30, tzinfo=UTC)
LATER = datetime(2026, 12, 11, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 12, 9, 12, 0, tzinfo=UTC)
SETTLE = timedelta(minutes=2)


@pytest.mark.parametrize(
    ("belief", "is_behind", "expected"),
    [
        (Belief(), False, None),
        (Belief(), True, Kind.CATCH_UP),
        (Belief(THEN), False, None),
        (Belief(THEN), True, None),
        (Belief(LATER), False, Kind.MOVED),
        (Belief(LATER), True, Kind.MOVED),
        (Belief(is_off=True), False, Kind.CATCH_UP),
        (Belief(is_off=True), True, Kind.CATCH_UP),
    ],
)
def test_news_is_what_somebody_does_not_know_yet(
    belief: Belief, is_behind: bool, expected: Kind | None
) -> None:
    assert rules.news(belief, THEN, is_behind=is_behind) == expected


def test_news_waits_for_the_settle_delay() -> None:
    start = Start(LATER, time_known=True, zone="Europe/London")
    due = rules.news_due(start, Belief(), Reader("Europe/London"), now=NOW, settle=SETTLE)
    assert due == NOW + SETTLE


@pytest.mark.parametrize(
    ("told", "due_hour"),
    [
        (datetime(2026, 12, 10, 8, 30, tzinfo=UTC), (9, 22, 2)),  # someone would go there at 08:30
        (datetime(2026, 12, 10, 11, 0, tzinfo=UTC), (10, 8, 0)),
        (datetime(2026, 12, 9, 20, 0, tzinfo=UTC), (10, 8, 0)),  # the old time is past already
    ],
)
def test_news_at_night_comes_in_time_for_the_start_people_still_believe_in(
    told: datetime, due_hour: tuple[int, int, int]
) -> None:
    now = datetime(2026, 12, 9, 22, 0, tzinfo=UTC)
    start = Start(LATER + timedelta(days=7), time_known=True, zone="Europe/London")
    due = rules.news_due(start, Belief(told), Reader("Europe/London"), now=now, settle=SETTLE)
    assert (due.day, due.hour, due.minute) == due_hour


@pytest.mark.parametrize(("minutes", "needless"), [(0, True), (60, True), (61, False)])
def test_catching_up_is_needless_with_a_reminder_within_the_hour(
    minutes: int, needless: bool
) -> None:
    assert rules.says_the_same_soon(NOW, [NOW + timedelta(minutes=minutes)]) is needless


def test_of_several_messages_news_counts_most_and_then_the_nearest_reminder() -> None:
    order = [
        (Kind.CATCH_UP, 0),
        (Kind.DUE, WEEK),
        (Kind.DUE, DAY),
        (Kind.DUE, TWO_HOURS),
        (Kind.MOVED, 0),
        (Kind.MOVED, 1),
    ]
    assert sorted(order, key=lambda message: rules.weight(*message)) == order


@pytest.mark.parametrize(
    ("attempt", "jitter", "seconds"),
    [
        (1, 0.5, 10),
        (1, 0.0, 7.5),
        (1, 1.0, 12.5),
        (2, 0.5, 20),
        (5, 0.5, 160),
        (8, 0.5, 1280),
        (9, 0.5, 1800),
        (9, 1.0, 2250),
        (500, 0.5, 1800),
    ],
)
def test_each_failure_doubles_the_wait_up_to_half_an_hour(
    attempt: int, jitter: float, seconds: float
) -> None:
    assert rules.retry_delay(attempt, jitter) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("attempt", "seconds_left", "wait"),
    [(1, 3600, 10), (9, 3600, 1800), (9, 1000, 500), (1, 15, 7.5), (1, 9, None), (1, -5, None)],
)
def test_trying_again_stops_when_there_is_no_time_left(
    attempt: int, seconds_left: int, wait: float | None
) -> None:
    at = rules.next_try(attempt, 0.5, now=NOW, useful_until=NOW + timedelta(seconds=seconds_left))
    assert at == (None if wait is None else NOW + timedelta(seconds=wait))
