"""Who carries how much: sums of what was done and of what is coming, as plain counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

WEEKS_BACK = timedelta(weeks=4)
WEEK_AHEAD = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Share:
    """One thing somebody did or has taken on."""

    on: date
    is_done: bool
    is_ride: bool
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Load:
    """Counts of some time. ``minutes`` is what is known; some things have no length."""

    things: int = 0
    rides: int = 0
    minutes: int = 0

    @property
    def hours(self) -> float:
        return self.minutes / 60


def lately(shares: Iterable[Share], today: date) -> Load:
    """What was done in the four weeks up to today."""
    return _sum(s for s in shares if s.is_done and today - WEEKS_BACK < s.on <= today)


def coming(shares: Iterable[Share], today: date) -> Load:
    """What is taken on for the seven days from today."""
    return _sum(s for s in shares if not s.is_done and today <= s.on < today + WEEK_AHEAD)


def _sum(shares: Iterable[Share]) -> Load:
    found = list(shares)
    return Load(
        things=sum(not share.is_ride for share in found),
        rides=sum(share.is_ride for share in found),
        minutes=sum(share.minutes or 0 for share in found),
    )
