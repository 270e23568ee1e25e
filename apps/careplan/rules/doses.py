"""The doses of one day: when each is due by the patient's clock, also on the days when the clocks change."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from apps.careplan.kinds import ClockChange
from apps.careplan.rules.rhythms import Course
from apps.core import zones

GRACE = timedelta(hours=1)  # so long a dose may wait before anything is said of it
TICKED_BACK = timedelta(days=7)  # so far back a forgotten tick can be made up for
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Due:
    """A dose: ``slot`` names it and stays as it was written; ``at`` is what the clock shows that day."""

    slot: time
    moment: datetime
    at: time
    change: ClockChange = ClockChange.NONE

    def is_past(self, now: datetime) -> bool:
        """Whether it has waited long enough to be said."""
        return self.moment + GRACE < now


def due_on(course: Course, day: date, zone: str) -> list[Due]:
    """The doses of a day, computed and never stored."""
    return [due_at(day, slot, zone) for slot in course.times_on(day)]


def due_at(day: date, slot: time, zone: str) -> Due:
    """One dose. A time that the clocks skip is shown at the next minute there is; of one that comes twice the
    first is meant."""
    try:
        return Due(slot, zones.moment(day, slot, zone, strict=True), slot)
    except zones.DoubledTime:
        return Due(slot, zones.moment(day, slot, zone), slot, ClockChange.DOUBLED)
    except zones.SkippedTime:
        moment, at = _next_there_is(day, slot, zone)
        return Due(slot, moment, at, ClockChange.SKIPPED)


def may_tick(day: date, today: date) -> bool:
    """Whether a dose of a day can be ticked today: not one of tomorrow, and not one of long ago."""
    return today - TICKED_BACK <= day <= today


def _next_there_is(day: date, slot: time, zone: str) -> tuple[datetime, time]:
    wall = datetime.combine(day, slot)
    while True:
        wall += _MINUTE
        try:
            return zones.moment(wall.date(), wall.time(), zone, strict=True), wall.time()
        except zones.SkippedTime:
            continue
        except zones.DoubledTime:
            return zones.moment(wall.date(), wall.time(), zone), wall.time()
