"""On which days a medicine has doses, and where in its cycle a day is: what the family was told, and never advice.

Days are the patient's. A rhythm that changes does so from a day on, so that what was due before stays true.
"""

from dataclasses import dataclass
from datetime import date, time, timedelta

from apps.careplan.kinds import RhythmKind

MOST_DAYS = 366  # of a cycle
LOOKED_AHEAD = timedelta(days=2 * 366)


@dataclass(frozen=True, slots=True)
class CyclePlace:
    """ "Day 9 of cycle 4": both count from one."""

    cycle: int
    day: int
    length: int
    is_on: bool


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Doses at ``times`` on ``days_on`` days, then none for ``days_off``, over and over from ``counts_from``; or on
    the ``weekdays`` (Monday is 0). Without times it is only for when needed."""

    counts_from: date
    times: tuple[time, ...] = ()
    days_on: int = 1
    days_off: int = 0
    weekdays: frozenset[int] = frozenset()

    @property
    def length(self) -> int:
        return self.days_on + self.days_off

    @property
    def as_needed(self) -> bool:
        return not self.times

    @property
    def kind(self) -> RhythmKind:
        """What a form would have offered for it."""
        if self.as_needed:
            return RhythmKind.AS_NEEDED
        if self.weekdays:
            return RhythmKind.WEEKDAYS
        named = {pair: kind for kind, pair in NAMED_CYCLES.items()}
        if (self.days_on, self.days_off) in named:
            return named[self.days_on, self.days_off]
        return RhythmKind.EVERY if self.days_on == 1 else RhythmKind.CYCLE

    def has_doses_on(self, day: date) -> bool:
        if self.as_needed or day < self.counts_from:
            return False
        if self.weekdays:
            return day.weekday() in self.weekdays
        return (day - self.counts_from).days % self.length < self.days_on

    def place_on(self, day: date) -> CyclePlace | None:
        """Where in its cycle a day is; None for what has no days off, or only one day on."""
        if self.as_needed or self.weekdays or self.days_off == 0 or self.days_on == 1:
            return None
        if day < self.counts_from:
            return None
        cycle, place = divmod((day - self.counts_from).days, self.length)
        return CyclePlace(cycle + 1, place + 1, self.length, place < self.days_on)


NAMED_CYCLES = {
    RhythmKind.DAILY: (1, 0),
    RhythmKind.CYCLE_21_7: (21, 7),
    RhythmKind.CYCLE_14_7: (14, 7),
    RhythmKind.EVERY_28: (1, 27),
}


@dataclass(frozen=True, slots=True)
class Pause:
    """The team said to stop for a while: no doses from a day until another, both included, or until told."""

    from_on: date
    until_on: date | None = None

    def covers(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)

    def overlaps(self, other: "Pause") -> bool:
        starts_after = other.until_on is not None and self.from_on > other.until_on
        ends_before = self.until_on is not None and self.until_on < other.from_on
        return not (starts_after or ends_before)


@dataclass(frozen=True, slots=True)
class Course:
    """A medicine over time: its rhythms by the day they hold from (the oldest first) and its pauses."""

    starts_on: date
    ends_on: date | None
    rhythms: tuple[tuple[date, Rhythm], ...]
    pauses: tuple[Pause, ...] = ()

    def rhythm_on(self, day: date) -> Rhythm:
        """The one that holds on a day; before all of them, the first."""
        held = [rhythm for from_on, rhythm in self.rhythms if from_on <= day]
        return held[-1] if held else self.rhythms[0][1]

    def pause_on(self, day: date) -> Pause | None:
        return next((pause for pause in self.pauses if pause.covers(day)), None)

    def runs_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def times_on(self, day: date) -> tuple[time, ...]:
        """The times of the doses due on a day: none in a pause, before the start or after the end."""
        if not self.runs_on(day) or self.pause_on(day):
            return ()
        rhythm = self.rhythm_on(day)
        return rhythm.times if rhythm.has_doses_on(day) else ()

    def count(self, first: date, last: date) -> int:
        """How many doses were due from a day to another, both included."""
        days = range((last - first).days + 1)
        return sum(len(self.times_on(first + timedelta(days=number))) for number in days)

    def place_on(self, day: date) -> CyclePlace | None:
        return self.rhythm_on(day).place_on(day) if self.runs_on(day) else None

    def next_day(self, after: date) -> date | None:
        """The next day with a dose after this one."""
        for days in range(1, LOOKED_AHEAD.days):
            day = after + timedelta(days=days)
            if self.times_on(day):
                return day
        return None

    def runs_out_on(self, doses: int, today: date, ticked_today: int = 0) -> date | None:
        """The day of the first dose that is not there any more, if so many doses are left; None when they
        last as far as one can look, or when nobody can know because it is taken as needed."""
        left = doses + ticked_today
        for days in range(LOOKED_AHEAD.days):
            day = today + timedelta(days=days)
            left -= len(self.times_on(day))
            if left < 0:
                return day
        return None
