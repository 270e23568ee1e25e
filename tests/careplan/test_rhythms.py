"""When doses are due: cycles, pauses, clock changes and how long a supply lasts, as tables."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from apps.careplan import medicine_words, rules
from apps.careplan.kinds import ClockChange, RhythmKind
from apps.careplan.rules import Course, Pause, Rhythm, SupplyDraft
from tests.careplan.medicines import EVENING, MORNING, START, rhythm

DAY_ONE = START  # Monday 2 November


def course(*rhythms: Rhythm, pauses: tuple[Pause, ...] = (), ends_on: date | None = None) -> Course:
    held = tuple((one.counts_from, one) for one in rhythms or (rhythm(),))
    return Course(held[0][0], ends_on, held, pauses)


def on(number: int) -> date:
    """The day of that number, the first day being 1."""
    return DAY_ONE + timedelta(days=number - 1)


@pytest.mark.parametrize(
    ("changes", "days", "off"),
    [
        ({}, [1, 2, 30, 400], []),
        ({"days_on": 21, "days_off": 7}, [1, 21, 29, 49, 57], [22, 28, 50, 56]),
        ({"days_on": 14, "days_off": 7}, [1, 14, 22, 35], [15, 21, 36, 42]),
        ({"days_on": 1, "days_off": 27}, [1, 29, 57], [2, 28, 30]),
        ({"days_on": 1, "days_off": 2}, [1, 4, 7], [2, 3, 5, 6]),
        ({"days_on": 5, "days_off": 9}, [1, 5, 15], [6, 14]),
        ({"weekdays": frozenset({0})}, [1, 8, 15], [2, 7, 9]),
        ({"weekdays": frozenset({0, 3})}, [1, 4, 8, 11], [2, 3, 5]),
    ],
)
def test_a_rhythm_has_doses_on_its_days_and_on_no_others(
    changes: dict[str, object], days: list[int], off: list[int]
) -> None:
    one = rhythm(**changes)
    assert [n for n in [*days, *off] if one.has_doses_on(on(n))] == days
    assert not one.has_doses_on(on(0))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "Day 1 of cycle 1"),
        (21, "Day 21 of cycle 1"),
        (22, "Day 22 of cycle 1: days off"),
        (28, "Day 28 of cycle 1: days off"),
        (3 * 28 + 9, "Day 9 of cycle 4"),
    ],
)
def test_it_is_said_where_in_the_cycle_a_day_is(number: int, words: str) -> None:
    place = rhythm(days_on=21, days_off=7).place_on(on(number))
    assert place
    assert medicine_words.place_words(place) == words


def test_only_a_cycle_with_days_off_has_a_place_in_it() -> None:
    assert rhythm().place_on(on(5)) is None
    assert rhythm(weekdays=frozenset({0})).place_on(on(5)) is None
    assert rhythm(days_on=1, days_off=27).place_on(on(5)) is None
    assert rhythm(days_on=21, days_off=7).place_on(on(0)) is None


@pytest.mark.parametrize(
    ("one", "kind", "words"),
    [
        (rhythm(MORNING, EVENING), RhythmKind.DAILY, "Every day at 08:00 and 20:00"),
        (
            rhythm(days_on=21, days_off=7),
            RhythmKind.CYCLE_21_7,
            "21 days on, 7 days off at 08:00",
        ),
        (rhythm(days_on=5, days_off=9), RhythmKind.CYCLE, "5 days on, 9 days off at 08:00"),
        (rhythm(days_on=2, days_off=1), RhythmKind.CYCLE, "2 days on, 1 day off at 08:00"),
        (rhythm(days_on=1, days_off=13), RhythmKind.EVERY, "Every 14 days at 08:00"),
        (rhythm(days_on=1, days_off=27), RhythmKind.EVERY_28, "Every 28 days at 08:00"),
        (
            rhythm(weekdays=frozenset({0, 3})),
            RhythmKind.WEEKDAYS,
            "Every Monday and Thursday at 08:00",
        ),
        (Rhythm(DAY_ONE), RhythmKind.AS_NEEDED, "Only when needed"),
    ],
)
def test_a_rhythm_is_read_back_in_the_words_it_was_chosen_with(
    one: Rhythm, kind: RhythmKind, words: str
) -> None:
    assert one.kind == kind
    assert medicine_words.rhythm_words(one) == words


def test_days_in_a_pause_have_no_doses_and_the_cycle_goes_on_counting() -> None:
    it = course(rhythm(days_on=21, days_off=7), pauses=(Pause(on(5), on(10)),))
    assert [n for n in range(1, 25) if it.times_on(on(n))] == [1, 2, 3, 4, *range(11, 22)]
    assert it.next_day(on(4)) == on(11)


def test_an_open_pause_holds_until_somebody_ends_it() -> None:
    it = course(pauses=(Pause(on(5)),))
    assert not it.times_on(on(700))
    assert it.next_day(on(4)) is None
    assert Pause(on(9)).overlaps(Pause(on(1), on(9)))
    assert not Pause(on(9)).overlaps(Pause(on(1), on(8)))


def test_what_was_due_before_a_change_stays_due() -> None:
    later = rhythm(EVENING, counts_from=on(10))
    it = course(rhythm(), later)
    assert it.times_on(on(9)) == (MORNING,)
    assert it.times_on(on(10)) == (EVENING,)


def test_after_the_last_day_there_is_nothing() -> None:
    it = course(ends_on=on(3))
    assert [bool(it.times_on(on(n))) for n in (0, 1, 3, 4)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("day", "slot", "zone", "at", "utc", "change"),
    [
        ("2026-03-29", "00:59", "Europe/London", "00:59", "00:59", ClockChange.NONE),
        ("2026-03-29", "01:00", "Europe/London", "02:00", "01:00", ClockChange.SKIPPED),
        ("2026-03-29", "01:30", "Europe/London", "02:00", "01:00", ClockChange.SKIPPED),
        ("2026-03-29", "02:00", "Europe/London", "02:00", "01:00", ClockChange.NONE),
        ("2026-10-25", "01:30", "Europe/London", "01:30", "00:30", ClockChange.DOUBLED),
        ("2026-10-25", "02:00", "Europe/London", "02:00", "02:00", ClockChange.NONE),
        ("2026-10-04", "02:15", "Australia/Lord_Howe", "02:30", "15:30", ClockChange.SKIPPED),
        ("2026-03-29", "01:30", "Asia/Shanghai", "01:30", "17:30", ClockChange.NONE),
    ],
)
def test_a_skipped_time_stands_at_the_next_minute_there_is(
    day: str, slot: str, zone: str, at: str, utc: str, change: ClockChange
) -> None:
    due = rules.due_at(date.fromisoformat(day), time.fromisoformat(slot), zone)
    assert (f"{due.at:%H:%M}", f"{due.moment:%H:%M}", due.change) == (at, utc, change)
    assert due.slot == time.fromisoformat(slot)
    assert due.moment.tzinfo == UTC


def test_a_clock_change_is_said() -> None:
    skipped = rules.due_at(date(2026, 3, 29), time(1, 30), "Europe/London")
    assert medicine_words.change_words(skipped) == (
        "There is no 01:30 that day: the clocks go forward. It stands at 02:00."
    )
    doubled = rules.due_at(date(2026, 10, 25), time(1, 30), "Europe/London")
    assert "One dose is meant" in medicine_words.change_words(doubled)


def test_both_doses_of_a_night_are_there_when_a_skipped_one_meets_another() -> None:
    it = course(rhythm(time(1, 30), time(2, 0), counts_from=date(2026, 3, 1)))
    due = rules.due_on(it, date(2026, 3, 29), "Europe/London")
    assert [one.slot for one in due] == [time(1, 30), time(2, 0)]
    assert len({one.moment for one in due}) == 1


@pytest.mark.parametrize(
    ("days", "may"), [(-8, False), (-7, True), (-1, True), (0, True), (1, False)]
)
def test_today_and_the_last_seven_days_can_be_ticked(days: int, may: bool) -> None:
    today = on(30)
    assert rules.may_tick(today + timedelta(days=days), today) is may


def test_a_dose_is_said_to_wait_only_after_an_hour() -> None:
    due = rules.due_at(on(1), MORNING, "Europe/London")
    assert not due.is_past(datetime(2026, 11, 2, 9, 0, tzinfo=UTC))
    assert due.is_past(datetime(2026, 11, 2, 9, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("it", "counted", "per_dose", "taken", "ticked_today", "runs_out"),
    [
        (course(), 10, 1, 0, 0, 11),
        (course(), 10, 1, 3, 0, 8),
        (course(), 10, 1, 1, 1, 11),  # today's is ticked, so the nine others begin tomorrow
        (course(rhythm(MORNING, EVENING)), 10, 1, 0, 0, 6),
        (course(), "10", "0.5", 0, 0, 21),
        (course(), 9, 2, 0, 0, 5),
        (course(pauses=(Pause(on(3), on(7)),)), 10, 1, 0, 0, 16),
        (course(rhythm(days_on=21, days_off=7)), 21, 1, 0, 0, 29),
        (course(), 0, 1, 0, 0, 1),
        (course(ends_on=on(5)), 10, 1, 0, 0, None),
        (course(Rhythm(DAY_ONE)), 10, 1, 0, 0, None),
        (course(pauses=(Pause(on(1)),)), 10, 1, 0, 0, None),
    ],
)
def test_how_long_a_supply_lasts_follows_the_rhythm(
    it: Course, counted: int, per_dose: int, taken: int, ticked_today: int, runs_out: int | None
) -> None:
    supply = SupplyDraft(Decimal(counted), "tablets", Decimal(per_dose), 3)
    stock = rules.stock(supply, taken, it, on(1), ticked_today)
    assert stock.runs_out_on == (on(runs_out) if runs_out else None)
    assert stock.reorder_by == (on(runs_out - 3) if runs_out else None)


def test_more_ticks_than_were_counted_leave_nothing_and_never_less() -> None:
    supply = SupplyDraft(Decimal(2), "tablets", Decimal(1), 7)
    stock = rules.stock(supply, 5, course(), on(1))
    assert stock.left == 0
    assert stock.is_low
