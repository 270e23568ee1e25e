"""What somebody has room for: what they said of driving, nights, hours and times of the week.

Nothing said is no refusal: helping is never made conditional on filling in a form.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from apps.circles.kinds import Role

NIGHT_BEGINS, NIGHT_ENDS = time(22), time(7)


class Fit(Enum):
    """Whether something suits a person, as far as they have said."""

    NO = 0
    NOT_SAID = 1
    YES = 2


class Known(Enum):
    """How much of somebody's limits a reader may know."""

    NOTHING = 0
    FOR_PLANNING = 1  # without what they wrote in their own words
    ALL = 2


@dataclass(frozen=True, slots=True)
class Window:
    """A time of the week at which somebody can; ``weekday`` 0 is Monday."""

    weekday: int
    begins: time
    ends: time


@dataclass(frozen=True, slots=True)
class Capacity:
    """What one member has said, as far as whoever asks may know it. Times are on the clocks of ``zone``."""

    zone: str
    cannot_drive: bool = False
    no_nights: bool = False
    hours_a_week: int | None = None
    in_own_words: str = ""
    windows: tuple[Window, ...] = ()


def what_is_known(reader: Role, *, is_own: bool, is_shared: bool) -> Known:
    """Coordinators plan, so they see what helps planning; the patient sees what was shared."""
    if is_own:
        return Known.ALL
    if reader == Role.COORDINATOR:
        return Known.ALL if is_shared else Known.FOR_PLANNING
    if reader == Role.PATIENT and is_shared:
        return Known.ALL
    return Known.NOTHING


def as_known(capacity: Capacity, known: Known) -> Capacity:
    """The same without what the reader may not know; nothing shows that something was left out."""
    if known == Known.NOTHING:
        return Capacity(zone=capacity.zone)
    return capacity if known == Known.ALL else replace(capacity, in_own_words="")


def fit(capacity: Capacity, begins: datetime, ends: datetime, *, drives: bool = False) -> Fit:
    """Whether something from ``begins`` to ``ends`` (aware) suits the person; ``drives`` if it takes a driver."""
    zone = ZoneInfo(capacity.zone)
    begins, ends = begins.astimezone(zone), ends.astimezone(zone)
    if drives and capacity.cannot_drive:
        return Fit.NO
    if capacity.no_nights and _touches_night(begins, ends):
        return Fit.NO
    if any(_holds(window, begins, ends) for window in capacity.windows):
        return Fit.YES
    return Fit.NOT_SAID


def has_room(capacity: Capacity, hours_taken: float, hours_more: float = 0) -> bool:
    """Whether the hours somebody set for a week hold what they have taken on and ``hours_more``."""
    if capacity.hours_a_week is None:
        return True
    if not hours_more:
        return hours_taken < capacity.hours_a_week
    return hours_taken + hours_more <= capacity.hours_a_week


def _holds(window: Window, begins: datetime, ends: datetime) -> bool:
    return (
        begins.date() == ends.date()
        and begins.weekday() == window.weekday
        and window.begins <= begins.time()
        and ends.time() <= window.ends
    )


def _touches_night(begins: datetime, ends: datetime) -> bool:
    return any(
        begins < night_ends and night_begins < ends
        for night_begins, night_ends in _nights(begins, ends)
    )


def _nights(begins: datetime, ends: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The nights around these moments, from the one that ends on the first morning."""
    day = begins.date() - timedelta(days=1)
    while day <= ends.date():
        yield (
            datetime.combine(day, NIGHT_BEGINS, begins.tzinfo),
            datetime.combine(day + timedelta(days=1), NIGHT_ENDS, begins.tzinfo),
        )
        day += timedelta(days=1)
