"""Letting go of rows nobody needs any more, a few at a time, so that no tick waits for it."""

from datetime import timedelta

import structlog

from apps.core import clock
from apps.reminders.kinds import OPEN_STATES
from apps.reminders.models import Delivery, Reminder

log = structlog.get_logger(__name__)

KEPT = timedelta(
    days=180
)  # after a reminder could have helped; what people were told is read from its row
BATCH = 1000


def retire() -> int:
    """Walk through all rows in the order they were made, a batch a transaction; how many went."""
    limit, last, gone = clock.now() - KEPT, 0, 0
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
    log.info("reminders.retired", rows=gone)
    return gone
