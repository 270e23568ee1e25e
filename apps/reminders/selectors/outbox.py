"""Reads of the outbox: what else is due to the same person, one reminder's life, signs of life."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, Q

from apps.core import clock
from apps.reminders import rules
from apps.reminders.kinds import Kind, State
from apps.reminders.models import Delivery, Heartbeat, Reminder
from apps.reminders.models.outbox import IS_OPEN

BEAT = "beat"
PATIENCE = timedelta(seconds=30)


def heaviest(reminders: Iterable[Reminder], now: datetime) -> set[int]:
    """The ids of those worth sending: of several due to one person about one thing, one. One query.

    None after a reminder nearer to the start: it may have gone while this one waited for a dead worker's lease.
    """
    ids, subject_ids = set[int](), set[UUID]()
    for reminder in reminders:
        ids.add(reminder.pk)
        subject_ids.add(reminder.subject_id)
    sent_lately = Q(state=State.SENT, kind=Kind.DUE, ended_at__gte=now - timedelta(days=1))
    # Those asked about are due whatever the clock says: it may have gone back since they were claimed.
    are_due = Q(due_at__lte=now) | Q(pk__in=ids)
    rows = Reminder.objects.filter(IS_OPEN & are_due | sent_lately, subject_id__in=subject_ids)
    best: dict[tuple[str, UUID, str], tuple[tuple[int, int, int], int]] = {}
    for pk, subject, subject_id, recipient, occurrence, kind, offset in rows.values_list(
        "pk", "subject", "subject_id", "recipient_key", "occurrence", "kind", "offset"
    ):
        key = (subject, subject_id, recipient)
        weighed = ((occurrence, *rules.weight(Kind(kind), offset)), pk)
        best[key] = max(best.get(key, weighed), weighed)
    return {pk for _weight, pk in best.values()}


def beat_is_alive() -> bool:
    """Whether a tick came lately: beat, broker and a worker must all do their part for one."""
    ticks = timedelta(seconds=6 * settings.REMINDER_TICK_SECONDS)
    since = clock.now() - max(PATIENCE, ticks)
    return Heartbeat.objects.filter(pk=BEAT, at__gte=since).exists()


def life(reminder_id: int) -> Reminder | None:
    """One reminder with every attempt to deliver it."""
    in_order = Prefetch("deliveries", Delivery.objects.order_by("pk"))
    return Reminder.objects.prefetch_related(in_order).filter(pk=reminder_id).first()
