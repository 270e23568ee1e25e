"""Reads of the portal's own bell."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.db.models import Q

from apps.accounts.models import User
from apps.core import clock
from apps.reminders.models import Reminder, ReminderQuerySet

KEPT = timedelta(days=30)
MOST = 60


def unread(user: User) -> int:
    """How many items wait unread, in all circles of this person; one query, whatever is stored."""
    now = clock.now()
    holds = Q(membership__ends_on=None) | Q(membership__ends_on__gte=now.date() - timedelta(days=1))
    mine = Reminder.objects.filter(holds, membership__user=user, membership__ended_at=None)
    return _recent(mine.rung(now)).filter(read_at=None)[: MOST + 1].count()


def rung(memberships: Collection[UUID]) -> list[Reminder]:
    """The newest items of these memberships, the last first."""
    rows = Reminder.objects.filter(membership__in=memberships).rung(clock.now())
    return list(_recent(rows).order_by("-due_at", "-pk")[:MOST])


def _recent(rows: ReminderQuerySet) -> ReminderQuerySet:
    return rows.filter(due_at__gte=clock.now() - KEPT)
