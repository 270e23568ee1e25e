"""The plan's rules, without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from apps.careplan import rules
from apps.careplan.kinds import AppointmentKind, SeatKind
from apps.careplan.rules import When
from apps.circles.kinds import Level
from tests.careplan.drafts import when


@pytest.mark.parametrize(
    ("at", "over_at"),
    [
        (when(at=time(10, 30)), datetime(2026, 11, 24, 11, 30, tzinfo=UTC)),
        (
            when(at=time(10, 30), ends=time(15)),
            datetime(2026, 11, 24, 15, 0, tzinfo=UTC),
        ),
        (when(at=None), datetime(2026, 11, 25, 0, 0, tzinfo=UTC)),
        (when(at=None, zone="America/New_York"), datetime(2026, 11, 25, 5, 0, tzinfo=UTC)),
        # The night the clocks go back is 25 hours long.
        (when(date(2026, 10, 25), at=None), datetime(2026, 10, 26, 0, 0, tzinfo=UTC)),
    ],
    ids=["an hour without an end", "its end", "the day", "the place’s day", "a long day"],
)
def test_an_appointment_is_over_when_its_time_or_its_day_is(at: When, over_at: datetime) -> None:
    assert at.over_at == over_at


def test_the_day_is_that_of_the_place() -> None:
    late = When(
        starts_at=datetime(2026, 11, 24, 2, 0, tzinfo=UTC), time_known=True, zone="America/New_York"
    )
    assert late.day == date(2026, 11, 23)
    assert late.start.time() == time(21, 0)


def test_a_reader_far_away_has_another_day_but_not_of_a_day_without_a_time() -> None:
    evening = when(at=time(20, 0))
    assert evening.day_in("Asia/Shanghai") == date(2026, 11, 25)
    assert when(at=None).day_in("Asia/Shanghai") == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("zone", "differs"),
    [("Europe/London", False), ("Europe/Lisbon", False), ("Europe/Madrid", True)],
)
def test_the_readers_time_differs_when_the_clocks_do(zone: str, differs: bool) -> None:
    assert when().differs_in(zone) is differs
    assert when(at=None).differs_in(zone) is False


@pytest.mark.parametrize(
    ("after", "moved"),
    [
        (when(), False),
        (when(ends=time(11, 0)), False),
        (when(at=time(10, 31)), True),
        (when(date(2026, 11, 25)), True),
        (when(at=None), True),
        (when(zone="Europe/Lisbon"), True),
    ],
    ids=["same", "another end", "another minute", "another day", "time unknown", "zone"],
)
def test_only_another_time_is_a_move(after: When, moved: bool) -> None:
    assert rules.is_move(when(), after) is moved


def test_a_form_shows_minutes_only() -> None:
    exact = when(ends=time(11))
    later = replace(exact, starts_at=exact.starts_at + timedelta(seconds=59))
    assert later.reads_as(exact)
    assert not replace(exact, starts_at=exact.starts_at + timedelta(seconds=60)).reads_as(exact)
    assert not replace(exact, ends_at=None).reads_as(exact)


@pytest.mark.parametrize(
    ("day", "reachable"),
    [
        (date(1919, 12, 31), False),
        (date(1985, 1, 1), True),
        (date(2036, 11, 23), True),
        (date(2126, 11, 23), False),
    ],
)
def test_a_slip_in_the_year_is_noticed(day: date, reachable: bool) -> None:
    assert rules.in_reach(day, date(2026, 11, 23)) is reachable


def test_the_last_day_within_reach_can_still_be_computed() -> None:
    last = date(2026, 11, 23) + timedelta(days=366 * rules.YEARS_AHEAD)
    assert when(last, at=None, zone="Pacific/Kiritimati").over_at > datetime(2046, 1, 1, tzinfo=UTC)


def test_the_patient_may_drive_but_is_no_company_for_herself() -> None:
    assert rules.may_take_seat(SeatKind.DRIVER, is_patient=True)
    assert not rules.may_take_seat(SeatKind.COMPANION, is_patient=True)
    assert rules.may_take_seat(SeatKind.COMPANION, is_patient=False)


def test_what_is_ones_own_takes_less_to_change() -> None:
    assert rules.level_to_change(is_own=True) == Level.TAKE_PART
    assert rules.level_to_change(is_own=False) == Level.EDIT


def test_every_kind_has_a_title_and_every_seat_its_words() -> None:
    assert AppointmentKind.OTHER.default_title == "Appointment"
    assert AppointmentKind.BLOOD_TEST.default_title == "Blood test"
    for kind in SeatKind:
        assert all(str(text) for text in kind.words)
        assert "%(name)s" in str(kind.words.taken)
