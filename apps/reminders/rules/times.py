"""When a message is owed, when it is polite to send it, and when it is too late. Plain values in and out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from apps.core.zones import moment
from apps.reminders.kinds import Kind
from apps.reminders.rules.wishes import REGULAR, Lead

CLOSE_TO_START = timedelta(minutes=60)
BEFORE_QUIET = timedelta(minutes=1)
SOON_ENOUGH = timedelta(hours=1)

FIRST_RETRY = timedelta(seconds=10)
SLOWEST_RETRY = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Hours of the reader's clock in which nothing is sent; from 21 to 8 goes over midnight."""

    begins: time
    ends: time


DEFAULT_QUIET = QuietHours(time(21), time(8))


@dataclass(frozen=True, slots=True)
class Start:
    """When the thing begins. Not known yet: ``at`` is the start of that day in ``zone``, its place's."""

    at: datetime
    time_known: bool
    zone: str

    def day(self, reader_zone: str) -> date:
        """The day it is on: the reader's own, but one without a time keeps the day of its place."""
        zone = reader_zone if self.time_known else self.zone
        return self.at.astimezone(ZoneInfo(zone)).date()

    @property
    def useful_until(self) -> datetime:
        """From here on a message about it helps nobody."""
        if self.time_known:
            return self.at
        return moment(self.day(self.zone) + timedelta(days=1), time(0), self.zone)


@dataclass(frozen=True, slots=True)
class Reader:
    """Where the reader's clock stands, and when they want to be left alone."""

    zone: str
    quiet: QuietHours | None = DEFAULT_QUIET
    leads: tuple[Lead, ...] = REGULAR  # the hours before a visit at which they want to be reminded


@dataclass(frozen=True, slots=True)
class Slot:
    """One regular reminder: its offset and the moment to send it."""

    offset: int
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Schedule:
    slots: tuple[Slot, ...]
    past: tuple[int, ...]  # offsets that were past already when this was planned


@dataclass(frozen=True, slots=True)
class Belief:
    """What somebody was last told: nothing yet, a time, or that it is off."""

    starts_at: datetime | None = None
    useful_until: datetime | None = None  # of what they were told
    is_off: bool = False
    since: datetime | None = None  # when they were told

    def is_ahead(self, now: datetime) -> bool:
        """Whether they count on something that is still to come."""
        return self.useful_until is not None and now < self.useful_until


def offsets(start: Start, reader: Reader) -> tuple[Slot, ...]:
    """The regular reminders before any manners: on evenings of the reader's, and some hours before.

    Without a time there are the evenings only.
    """
    day = start.day(reader.zone)
    return tuple(
        Slot(lead.offset, _hour_of(lead, day, start.at, reader.zone))
        for lead in reader.leads
        if start.time_known or lead.at is not None
    )


def schedule(start: Start, reader: Reader, *, now: datetime, settle: timedelta) -> Schedule:
    """The reminders still to come, and the offsets that are past at ``now``."""
    wanted = offsets(start, reader)
    earliest = soonest(now, settle, start.useful_until)
    slots = (
        Slot(slot.offset, polite(slot.due_at, start.at, reader, earliest=earliest))
        for slot in wanted
        if slot.due_at > now
    )
    return Schedule(tuple(slots), tuple(slot.offset for slot in wanted if slot.due_at <= now))


def polite(at: datetime, start: datetime, reader: Reader, *, earliest: datetime) -> datetime:
    """When to send what should go out at ``at``: after the reader's quiet hours.

    If that leaves under an hour before the start: the last moment before they begin, or ``earliest``.
    """
    window = _quiet_window(at, reader)
    if window is None:
        return at
    begins, ends = window
    if at < start and start - ends < CLOSE_TO_START:
        return max(begins - BEFORE_QUIET, earliest)
    return ends


def soonest(now: datetime, settle: timedelta, useful_until: datetime) -> datetime:
    """After the settle delay, so that a run of edits becomes one message; at once if that were too late."""
    settled = now + settle
    return settled if settled < useful_until else now


def news(belief: Belief, starts_at: datetime, *, is_behind: bool) -> Kind | None:
    """What somebody should hear beside the regular reminders, given what they were last told."""
    if belief.is_off:
        return Kind.CATCH_UP
    if belief.starts_at is None:
        return Kind.CATCH_UP if is_behind else None
    return Kind.MOVED if belief.starts_at != starts_at else None


def next_start(start: Start, belief: Belief, now: datetime) -> datetime:
    """The start by which news must have come: this one, or the one believed in if that is nearer."""
    known = (start.at, belief.starts_at)
    return min((at for at in known if at is not None and at > now), default=start.at)


def news_due(
    start: Start, belief: Belief, reader: Reader, *, now: datetime, settle: timedelta
) -> datetime:
    """When to send news: settled and polite, but by the next start that the reader goes by."""
    by = next_start(start, belief, now)
    earliest = soonest(now, settle, by if by > now else start.useful_until)
    return polite(earliest, by, reader, earliest=earliest)


def says_the_same_soon(catch_up: datetime, regular: Iterable[datetime]) -> bool:
    """Whether a regular reminder within the hour after makes the catching up needless."""
    return any(due_at <= catch_up + SOON_ENOUGH for due_at in regular)


def weight(kind: Kind, offset: int) -> tuple[int, int]:
    """Of several messages due to one person about one thing only the heaviest is sent.

    News says what a reminder says and more; of reminders the one nearest to the start wins.
    """
    rank = {Kind.CATCH_UP: 0, Kind.DUE: 1}.get(kind, 2)
    return rank, -offset if kind == Kind.DUE else offset


def retry_delay(attempt: int, jitter: float) -> timedelta:
    """How long to wait after the ``attempt``-th failure (from 1); ``jitter`` from 0 to 1 spreads it by half."""
    doublings = min(attempt - 1, 20)
    return min(FIRST_RETRY * (1 << doublings), SLOWEST_RETRY) * (0.75 + jitter / 2)


def next_try(
    attempt: int, jitter: float, *, now: datetime, useful_until: datetime
) -> datetime | None:
    """When to try again after the ``attempt``-th failure; None when there is no time left to.

    A wait that would end too late is cut to half of the time there is.
    """
    left = useful_until - now
    if left < FIRST_RETRY:
        return None
    return now + min(retry_delay(attempt, jitter), left / 2)


def _hour_of(lead: Lead, day: date, start: datetime, zone: str) -> datetime:
    before = timedelta(minutes=lead.offset)
    return start - before if lead.at is None else moment(day - before, lead.at, zone)


def _quiet_window(at: datetime, reader: Reader) -> tuple[datetime, datetime] | None:
    """The quiet hours around ``at``, if it lies in any; their ends are moments, so clock changes count."""
    quiet = reader.quiet
    if quiet is None:
        return None
    today = at.astimezone(ZoneInfo(reader.zone)).date()
    for first in (today - timedelta(days=1), today):
        last = first if quiet.begins < quiet.ends else first + timedelta(days=1)
        begins = moment(first, quiet.begins, reader.zone)
        ends = moment(last, quiet.ends, reader.zone)
        if begins <= at < ends:
            return begins, ends
    return None
