"""How the outbox is doing, in numbers that name nobody and say nothing of what was in a message."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Sum

from apps.core import clock
from apps.reminders import rules
from apps.reminders.kinds import Channel, State
from apps.reminders.models import Heartbeat, Pulse, Reminder, Tally
from apps.reminders.selectors.outbox import BEAT

MOST_COUNTED = 100_000


@dataclass(frozen=True, slots=True)
class Count:
    outcome: str
    reason: str
    channel: str
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """How one channel does."""

    channel: Channel
    taken_at: datetime | None
    failing_since: datetime | None  # with nothing taken since
    is_dead: bool


@dataclass(frozen=True, slots=True)
class Figures:
    now: datetime
    due: int  # counted up to 100,000
    oldest_due_at: datetime | None
    leased: int
    last_tick_at: datetime | None
    last_sent_at: datetime | None
    lines: tuple[Line, ...]  # of every channel that was ever used

    @property
    def queue_seconds(self) -> float:
        return self._age(self.oldest_due_at)

    @property
    def tick_seconds(self) -> float:
        return self._age(self.last_tick_at)

    @property
    def troubles(self) -> tuple[str, ...]:
        """What is wrong, if anything. A site whose beat has never run is being set up."""
        found = [f"{line.channel}_dead" for line in self.lines if line.is_dead]
        if self.last_tick_at is not None and self.tick_seconds > rules.SILENT.total_seconds():
            found.append("beat_silent")
        if found:
            return tuple(found)
        has_waited = self.queue_seconds > rules.STILL.total_seconds()
        idle = self.last_sent_at is None or self.now - self.last_sent_at > rules.STILL
        return ("nothing_sent",) if has_waited and idle else ()

    def _age(self, moment: datetime | None) -> float:
        return (self.now - moment).total_seconds() if moment else 0.0


def figures() -> Figures:
    """A handful of index scans: cheap enough to be asked every few seconds."""
    now = clock.now()
    due = Reminder.objects.claimable(now)
    sent = Tally.objects.filter(outcome=State.SENT).order_by("-day", "-last_at")
    return Figures(
        now=now,
        due=due[:MOST_COUNTED].count(),
        oldest_due_at=due.order_by("due_at").values_list("due_at", flat=True).first(),
        leased=Reminder.objects.open().filter(state=State.LEASED, due_at__lte=now).count(),
        last_tick_at=Heartbeat.objects.filter(pk=BEAT).values_list("at", flat=True).first(),
        last_sent_at=sent.values_list("last_at", flat=True).first(),
        lines=tuple(_line(pulse, now) for pulse in Pulse.objects.order_by("channel")),
    )


def _line(pulse: Pulse, now: datetime) -> Line:
    since = pulse.failing_since
    is_dead = rules.is_dead(since, pulse.failed_at, now)
    return Line(Channel(pulse.channel), pulse.taken_at, since, is_dead)


def counts(since: date | None = None) -> list[Count]:
    """What came of reminders from that day on, or ever."""
    rows = Tally.objects.filter(day__gte=since) if since else Tally.objects.all()
    summed = rows.values_list("outcome", "reason", "channel").annotate(Sum("count"))
    return [Count(*row) for row in summed.order_by("outcome", "reason", "channel")]
