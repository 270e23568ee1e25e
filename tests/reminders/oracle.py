"""Who must have been told what by when, and what nobody may be told: by the words of docs/reminders.md alone."""

from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from apps.reminders.kinds import Kind

SETTLED = timedelta(minutes=2)
TWO_HOURS, HOUR = timedelta(hours=2), timedelta(hours=1)
A_NIGHT = timedelta(hours=11)  # the longest that quiet hours hold anything back

Pair = tuple[str, int]  # person and visit


@dataclass(frozen=True)
class Person:
    zone: str
    is_member: bool = True
    is_always_told: bool = True  # patient and coordinators; a helper only with a seat
    is_muted: bool = False
    quiet: tuple[time, time] | None = (time(21), time(8))


@dataclass(frozen=True)
class Visit:
    start: datetime
    is_on: bool = True
    drivers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Said:
    """One message that left."""

    at: datetime
    who: str
    visit: int
    kind: Kind
    start: datetime  # that it speaks of
    offset: int


@dataclass
class Belief:
    """What somebody takes for true of a visit, and since when nothing has come between."""

    start: datetime | None = None  # None: they were told nothing, or that it is off
    calm_since: datetime | None = None  # concerned, and nothing changed that would excuse silence
    did_it: bool = False  # they made the last change themselves


@dataclass
class Oracle:
    people: dict[str, Person]
    visits: list[Visit] = field(default_factory=list)
    beliefs: dict[Pair, Belief] = field(default_factory=dict)
    said: set[Said] = field(default_factory=set)
    is_paused: bool = False

    def concerns(self, who: str, number: int) -> bool:
        person = self.people[who]
        if self.is_paused or person.is_muted or not person.is_member:
            return False
        return person.is_always_told or who in self.visits[number].drivers

    def change_visit(self, number: int, now: datetime, by: str, **what: object) -> None:
        """From now on everyone is owed the truth anew; but who changed it knows."""
        self.visits[number] = replace(self.visits[number], **what)  # type: ignore[arg-type]
        visit = self.visits[number]
        for who in self.people:
            belief = self.belief(who, number)
            belief.calm_since = now if self.concerns(who, number) else None
            belief.did_it = who == by
            if who == by and belief.start is not None:
                belief.start = visit.start if visit.is_on else None

    def disturb(self, who: str, now: datetime) -> None:
        """They came, went, muted or changed their hours: what they were told before is no measure any more."""
        for number in range(len(self.visits)):
            concerned = self.concerns(who, number)
            self.beliefs[who, number] = Belief(None, now if concerned else None)

    def disturb_all(self, now: datetime) -> None:
        for who in self.people:
            self.disturb(who, now)

    def belief(self, who: str, number: int) -> Belief:
        return self.beliefs.setdefault((who, number), Belief())

    def hear(self, said: Said) -> str:
        """Why this message should not have left; empty when it should."""
        visit = self.visits[said.visit]
        is_news_of_end = said.kind == Kind.CANCELLED
        wrong = self._why_not(said, visit, is_news_of_end=is_news_of_end)
        self.belief(said.who, said.visit).start = None if is_news_of_end else said.start
        self.said.add(said)
        return wrong

    def _why_not(self, said: Said, visit: Visit, *, is_news_of_end: bool) -> str:
        if not self.concerns(said.who, said.visit):
            return "is not to hear of it"
        if is_news_of_end:
            return "it is on" if visit.is_on and said.at < visit.start else ""
        if not visit.is_on:
            return "it is off"
        if said.start != visit.start:
            return "it is at another time"
        if said.at >= visit.start:
            return "it has begun"
        if self._is_asleep(said, visit):
            return "sleeps"
        return ""

    def _is_asleep(self, said: Said, visit: Visit) -> bool:
        """In quiet hours, though waiting for their end would have done no harm."""
        person = self.people[said.who]
        if person.quiet is None:
            return False
        begins, ends = person.quiet
        local = said.at.astimezone(ZoneInfo(person.zone))
        if ends <= local.time() < begins:
            return False
        morning = local.replace(hour=ends.hour, minute=ends.minute, second=0, microsecond=0)
        if local.time() >= begins:
            morning += timedelta(days=1)
        believed = self.belief(said.who, said.visit).start or visit.start
        return min(visit.start, max(believed, said.at)) - morning >= HOUR

    def not_told(self, now: datetime) -> list[tuple[str, int, str]]:
        """Whoever should know something by now and does not."""
        return [
            (who, number, why)
            for who in self.people
            for number in range(len(self.visits))
            if (why := self._missing(who, number, now))
        ]

    def _missing(self, who: str, number: int, now: datetime) -> str:
        visit, belief = self.visits[number], self.belief(who, number)
        if belief.calm_since is None or not self.concerns(who, number):
            return ""
        if belief.start is not None and self._still_believes(belief, visit, now):
            return "believes what is no longer so"
        if not visit.is_on or belief.start == visit.start:
            return ""
        last_moment = visit.start - HOUR
        if belief.calm_since + SETTLED < visit.start - TWO_HOURS and now >= last_moment:
            return "was not reminded an hour before"
        hears_late = belief.calm_since + 2 * SETTLED < visit.start and not belief.did_it
        return "was told nothing" if hears_late and now >= visit.start else ""

    def _still_believes(self, belief: Belief, visit: Visit, now: datetime) -> bool:
        """In another time than there is, for longer than a night or up to that time."""
        assert belief.start is not None
        assert belief.calm_since is not None
        is_wrong = not visit.is_on or belief.start != visit.start
        if not is_wrong or belief.did_it:
            return False
        changed_in_time = belief.calm_since + 2 * SETTLED < belief.start
        after_a_night = now >= belief.calm_since + A_NIGHT + 2 * SETTLED
        return changed_in_time and (after_a_night or now >= belief.start)
