"""Taking due rows so that no other worker takes them: a lease, and a token to prove it by."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from apps.reminders.kinds import State
from apps.reminders.models import Reminder, ReminderQuerySet


def claim_due(now: datetime, limit: int) -> tuple[UUID, list[int]]:
    """Lease up to ``limit`` due rows: what somebody waits for first, then the longest due."""
    claimable = Reminder.objects.claimable(now)
    return _lease([claimable.urgent(), claimable], now, limit)


def claim_these(ids: Collection[int], now: datetime) -> tuple[UUID, list[int]]:
    """Lease those of ``ids`` that are due and free."""
    return _lease([Reminder.objects.claimable(now).filter(pk__in=ids)], now, len(ids))


def release(token: UUID) -> None:
    """Give back what is still held, so that it need not wait for the lease to run out."""
    held = Reminder.objects.held_by(token)
    with transaction.atomic():
        # To wait for one that is being planned anew while others are held could end in a circle.
        free = list(held.select_for_update(skip_locked=True).values_list("pk", flat=True))
        held.filter(pk__in=free).update(state=State.PENDING, lease_token=None, leased_until=None)


def lease_end(now: datetime) -> datetime:
    return now + timedelta(seconds=settings.REMINDER_LEASE_SECONDS)


@transaction.atomic
def _lease(lanes: list[ReminderQuerySet], now: datetime, limit: int) -> tuple[UUID, list[int]]:
    """Rows that another worker is claiming this moment are skipped, not waited for."""
    token, ids = uuid4(), list[int]()
    for lane in lanes:
        free = lane.exclude(pk__in=ids).order_by("due_at").select_for_update(skip_locked=True)
        ids += free.values_list("pk", flat=True)[: limit - len(ids)]
    if ids:
        Reminder.objects.filter(pk__in=ids).update(
            state=State.LEASED, lease_token=token, leased_until=lease_end(now)
        )
    return token, ids
