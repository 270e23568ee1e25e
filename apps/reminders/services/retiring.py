"""Letting go of rows nobody needs any more, a few at a time, so that no tick waits for it."""

from datetime import datetime, timedelta

import structlog

from apps.core import clock
from apps.reminders.kinds import OPEN_STATES
from apps.reminders.models import Delivery, Heard, Reminder

log = structlog.get_logger(__name__)

KEPT = timedelta(
    days=180
)  # after a reminder could have helped; what people were told is read from its row
BATCH = 1000


def retire() -> int:
    """Reminders that ended, and what was heard from outside; how many reminders went."""
    limit = clock.now() - KEPT
    gone, heard = _retire_reminders(limit), _retire_heard(limit)
    log.info("reminders.retired", rows=gone, heard=heard)
    return gone


def _retire_reminders(limit: datetime) -> int:
    """Walk through all rows in the order they were made, a batch a transaction."""
    last, gone = 0, 0
    while True:
        batch = Reminder.objects.filter(pk__gt=last).order_by("pk")[:BATCH]
        rows = list(batch.values_list("pk", "expires_at", "state"))
        if not rows:
            break
        last = rows[-1][0]
        old = [pk for pk, ends, state in rows if ends < limit and state not in OPEN_STATES]
        if old:
            Delivery.objects.filter(reminder__in=old).delete()
            gone += Reminder.objects.filter(pk__in=old).delete()[0]
    return gone


def _retire_heard(limit: datetime) -> int:
    """By then what could be said again is about nothing that is still open."""
    gone = 0
    while old := list(Heard.objects.filter(at__lt=limit).values_list("pk", flat=True)[:BATCH]):
        gone += Heard.objects.filter(pk__in=old).delete()[0]
    return gone
