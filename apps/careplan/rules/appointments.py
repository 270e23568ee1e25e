"""When an appointment is, when it is over, and what counts as moving it."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from apps.careplan.kinds import AppointmentKind, SeatKind
from apps.circles.rules import FOR_ALL, Sharing
from apps.core import zones

DEFAULT_LENGTH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class When:
    """The time of an appointment: moments in UTC, and the zone of the place, which is how it is shown.

    While the time is not known yet, ``starts_at`` is the start of the day in that zone.
    """

    starts_at: datetime
    time_known: bool
    zone: str
    ends_at: datetime | None = None
    usual: timedelta = field(default=DEFAULT_LENGTH, compare=False)  # how long such a thing takes

    @property
    def start(self) -> datetime:
        """What the clock at the place shows."""
        return self.starts_at.astimezone(ZoneInfo(self.zone))

    @property
    def end(self) -> datetime | None:
        return self.ends_at.astimezone(ZoneInfo(self.zone)) if self.ends_at else None

    @property
    def day(self) -> date:
        """The date at the place."""
        return self.start.date()

    def day_in(self, zone: str) -> date:
        """The date somebody in ``zone`` has then; a day without a time is that day everywhere."""
        return self.starts_at.astimezone(ZoneInfo(zone)).date() if self.time_known else self.day

    def differs_in(self, zone: str) -> bool:
        """Whether a clock in ``zone`` shows another time than the one at the place."""
        elsewhere = self.starts_at.astimezone(ZoneInfo(zone))
        return self.time_known and elsewhere.utcoffset() != self.start.utcoffset()

    def reads_as(self, other: "When") -> bool:
        """Whether a form would show both alike."""
        return self.to_the_minute == other.to_the_minute

    @property
    def to_the_minute(self) -> tuple[object, ...]:
        """What a form shows of it."""
        end = self.end.replace(second=0, microsecond=0) if self.end else None
        return self.start.replace(second=0, microsecond=0), self.time_known, end, self.zone

    @property
    def begins_by(self) -> datetime:
        """Until then it can still be told of: its start, or the end of a day without a time."""
        return self.starts_at if self.time_known else self.over_at

    @property
    def over_at(self) -> datetime:
        """From when it belongs to the past: its end, the usual length after it starts, or the end of its
        day."""
        if not self.time_known:
            return zones.moment(self.day + timedelta(days=1), time.min, self.zone)
        return self.ends_at or self.starts_at + self.usual


# What is written down of an appointment besides its kind, its time and its seats.
DETAILS = (
    "title",
    "place",
    "address",
    "phone",
    "map_link",
    "call_link",
    "travel_minutes",
    "preparation",
)


@dataclass(frozen=True, slots=True)
class AppointmentDraft:
    """An appointment as somebody wants it to be."""

    kind: AppointmentKind
    title: str
    when: When
    place: str
    preparation: str
    seats: frozenset[SeatKind]
    sharing: Sharing = FOR_ALL
    address: str = ""
    phone: str = ""
    map_link: str = ""
    call_link: str = ""
    travel_minutes: int | None = None


def is_move(before: When, after: When) -> bool:
    """Whether people must be told of a new time. Another end alone is no move."""
    old = (before.starts_at, before.time_known, before.zone)
    return old != (after.starts_at, after.time_known, after.zone)


def overlap(one: When, other: When) -> bool:
    """Whether nobody could be at both; a day without a time overlaps nothing yet."""
    if not (one.time_known and other.time_known):
        return False
    return one.starts_at < other.over_at and other.starts_at < one.over_at
