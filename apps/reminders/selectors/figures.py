"""How the outbox is doing, in numbers that name nobody and say nothing of what was in a message."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Sum

from apps.core import clock
from apps.reminders.kinds import State
from apps.reminders.models import Alarm, Heartbeat, Reminder, Tally
from apps.reminders.selectors.outbox import BEAT

STILL = timedelta(minutes=10)  # something is due, and nothing has gone out for so long
SILENT = timedelta(minutes=5)  # no tick for so long
MOST_COUNTED = 100_000


@dataclass(frozen=True, slots=True)
class Count:
    outcome: str
    reason: str
    channel: str
    count: int


@dataclass(frozen=True, slots=True)
class Figures:
    now: datetime
    due: int  # counted up to 100,000
    oldest_due_at: datetime | None
    leased: int
    last_tick_at: datetime | None
    last_sent_at: datetime | None
    alarm_since: datetime | None

    @property
    def queue_seconds(self) -> float:
        return self._age(self.oldest_due_at)

    @property
    def tick_seconds(self) -> float:
        return self._age(self.last_tick_at)

    @property
    def trouble(self) -> str:
        """What is wrong, or nothing. A site whose beat has never run is being set up."""
        if self.last_tick_at is not None and self.tick_seconds > SILENT.total_seconds():
            return "beat_silent"
        has_waited = self.queue_seconds > STILL.total_seconds()
        idle = self.last_sent_at is None or self.now - self.last_sent_at > STILL
        return "nothing_sent" if has_waited and idle else ""

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
        alarm_since=Alarm.objects.values_list("since", flat=True).first(),
    )


def counts(since: date | None = None) -> list[Count]:
    """What came of reminders from that day on, or ever."""
    rows = Tally.objects.filter(day__gte=since) if since else Tally.objects.all()
    summed = rows.values_list("outcome", "reason", "channel").annotate(Sum("count"))
    return [Count(*row) for row in summed.order_by("outcome", "reason", "channel")]
