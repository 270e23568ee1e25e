"""The days of something that comes back: every Thursday, every 21 days, on the last of each month."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule

from apps.careplan.kinds import Unit

MOST_TIMES = 60
LONGEST_STEP = {Unit.DAY: 366, Unit.WEEK: 52, Unit.MONTH: 24}
SHORTEST_MONTH = 28

_FREQUENCIES: dict[Unit, Literal[1, 2, 3]] = {
    Unit.DAY: DAILY,
    Unit.WEEK: WEEKLY,
    Unit.MONTH: MONTHLY,
}


@dataclass(frozen=True, slots=True)
class Repeat:
    """``times`` in all, the first included, ``every`` so many units; weeks perhaps on several ``weekdays``
    (0 is Monday), to which that of the first day is added."""

    unit: Unit
    every: int
    times: int
    weekdays: frozenset[int] = frozenset()


def days_of(first: date, repeat: Repeat) -> list[date]:
    """All days, from the first. A month without that day has it on its last one.

    Raises ValueError for what is no series, or too long a one to put down at once.
    """
    if repeat.every < 1 or not 1 <= repeat.times <= MOST_TIMES:
        raise ValueError(repeat)
    rule = rrule(
        _FREQUENCIES[repeat.unit],
        dtstart=datetime.combine(first, time.min),
        interval=repeat.every,
        count=repeat.times,
        byweekday=sorted(repeat.weekdays | {first.weekday()}) if repeat.weekdays else None,
        **_last_day_at_most(first, repeat.unit),
    )
    return [moment.date() for moment in rule]


def is_shortened(first: date, repeat: Repeat) -> bool:
    """Whether some month has no such day, so that its last one is taken."""
    if repeat.unit != Unit.MONTH:
        return False
    return any(day.day != first.day for day in days_of(first, repeat))


def _last_day_at_most(first: date, unit: Unit) -> dict[str, Any]:
    """The 31st is the 30th of November, and the 28th of most Februaries."""
    if unit != Unit.MONTH or first.day <= SHORTEST_MONTH:
        return {}
    return {"bymonthday": range(SHORTEST_MONTH, first.day + 1), "bysetpos": -1}
