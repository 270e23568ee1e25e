"""Dates that repeat: a first day, and on from there in steps of days, weeks or months."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule

from apps.careplan.kinds import Unit

MOST_TIMES = 60
LONGEST_STEP = {Unit.DAY: 366, Unit.WEEK: 52, Unit.MONTH: 24}
_FREQUENCY: dict[Unit, Literal[1, 2, 3]] = {
    Unit.DAY: DAILY,
    Unit.WEEK: WEEKLY,
    Unit.MONTH: MONTHLY,
}
_SHORTEST_MONTH = 28


@dataclass(frozen=True, slots=True)
class Repeat:
    """Every so many days, weeks or months, so many times. ``weekdays`` (0 is Monday) are for weeks alone."""

    every: int
    unit: Unit
    times: int
    weekdays: frozenset[int] = frozenset()


def days(first: date, repeat: Repeat) -> list[date]:
    """The days of a series, ``first`` included. What is on the 29th to 31st is on the last day of a month
    without such a day."""
    rule = rrule(
        _FREQUENCY[repeat.unit],
        interval=repeat.every,
        count=repeat.times,
        dtstart=datetime.combine(first, time.min),
        byweekday=sorted(repeat.weekdays | {first.weekday()}) if repeat.weekdays else None,
        bymonthday=range(_SHORTEST_MONTH, first.day + 1) if _ends_months(first, repeat) else None,
        bysetpos=-1 if _ends_months(first, repeat) else None,
    )
    return [moment.date() for moment in rule]


def is_shortened(first: date, found: list[date]) -> bool:
    """Whether some month had no such day, so that its last one was taken."""
    return first.day > _SHORTEST_MONTH and any(
        day.day < first.day and (day.year, day.month) != (first.year, first.month) for day in found
    )


def _ends_months(first: date, repeat: Repeat) -> bool:
    return repeat.unit == Unit.MONTH and first.day > _SHORTEST_MONTH
