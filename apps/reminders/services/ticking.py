"""The heartbeat of the outbox: a glance at what is due, every few seconds, at a cost that does not grow."""

from apps.core import clock
from apps.reminders.models import Heartbeat, Reminder
from apps.reminders.selectors import BEAT
from apps.reminders.services.sending import BATCH

MOST_HANDS = 32


def tick() -> int:
    """Leave a sign of life; how many workers what is due could keep busy. Harmless twice."""
    now = clock.now()
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=BEAT, at=now)],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["at"],
    )
    due = Reminder.objects.claimable(now)[: MOST_HANDS * BATCH].count()
    return -(-due // BATCH)
