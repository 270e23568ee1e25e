"""How days and times are said."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from apps.careplan import wording
from apps.careplan.rules import When
from tests.careplan.drafts import when


def read_in(zone: str, say: Callable[[When], str], value: When) -> str:
    with timezone.override(ZoneInfo(zone)):
        return say(value)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (when(), "Tuesday 24 November, 10:30"),
        (when(ends=time(11, 15)), "Tuesday 24 November, 10:30 to 11:15"),
        (when(at=None), "Tuesday 24 November, time not known yet"),
        (when(date(2027, 1, 5)), "Tuesday 5 January 2027, 10:30"),
        (when(zone="America/New_York"), "Tuesday 24 November, 10:30"),
    ],
)
def test_an_appointment_is_told_in_the_time_of_its_place(value: When, words: str) -> None:
    assert read_in("Asia/Shanghai", wording.when_words, value) == words


@pytest.mark.parametrize(
    ("value", "zone", "words"),
    [
        (when(), "Europe/London", ""),
        (when(), "Europe/Madrid", "11:30 where you are"),
        (when(at=time(20)), "Asia/Shanghai", "Wednesday, 04:00 where you are"),
        (when(at=None), "Asia/Shanghai", ""),
    ],
)
def test_a_reader_elsewhere_is_told_their_own_time_too(value: When, zone: str, words: str) -> None:
    assert read_in(zone, wording.reader_words, value) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "1 minute"), (60, "1 hour"), (75, "75 minutes"), (90, "1.5 hours"), (120, "2 hours")],
)
def test_a_length_is_said_as_it_is(minutes: int, words: str) -> None:
    assert wording.length_words(minutes) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 22), "yesterday"),
        (date(2026, 11, 23), "today"),
        (date(2026, 11, 24), "tomorrow"),
        (date(2026, 11, 28), "in 5 days"),
        (date(2026, 11, 20), "3 days ago"),
    ],
)
def test_a_near_day_is_said_by_its_distance(day: date, words: str) -> None:
    with timezone.override(ZoneInfo("Europe/London")):
        assert wording.distance_words(day) == words


def test_it_is_the_readers_today_that_counts() -> None:
    with timezone.override(ZoneInfo("Pacific/Kiritimati")):  # already Monday 23:00
        assert wording.distance_words(date(2026, 11, 24)) == "tomorrow"
    with timezone.override(ZoneInfo("Pacific/Niue")):  # still Sunday
        assert wording.distance_words(date(2026, 11, 24)) == "in 2 days"


def test_when_somebody_did_something_is_said_on_the_readers_clock() -> None:
    with timezone.override(ZoneInfo("Europe/Madrid")):
        assert wording.moment_words(datetime(2026, 11, 23, 8, 5, tzinfo=UTC)) == "today at 09:05"
        earlier = datetime(2026, 11, 3, 8, 5, tzinfo=UTC)
        assert wording.moment_words(earlier) == "Tuesday 3 November at 09:05"


def test_a_place_is_named_without_its_continent() -> None:
    assert wording.place_name("America/Argentina/Buenos_Aires") == "Buenos Aires"
