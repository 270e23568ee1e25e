"""Reads of the portal's own bell."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from apps.accounts.models import User
from apps.core import clock
from apps.core.compiled import Compiled, Given
from apps.reminders.models import Reminder, ReminderQuerySet

KEPT = timedelta(days=30)
MOST = 60


def unread(user: User) -> int:
    """How many items wait unread, in all circles of this person; one query, whatever is stored."""
    now = clock.now()
    yesterday = now.date() - timedelta(days=1)
    return len(_unread.rows(user=user.pk, now=now, yesterday=yesterday, since=now - KEPT))


def rung(memberships: Collection[UUID]) -> list[Reminder]:
    """The newest items of these memberships, the last first."""
    rows = Reminder.objects.filter(membership__in=memberships).rung(clock.now())
    return list(_recent(rows, clock.now() - KEPT).order_by("-due_at", "-pk")[:MOST])


def _recent(rows: ReminderQuerySet, since: Any) -> ReminderQuerySet:
    return rows.filter(due_at__gte=since)


def _of_person() -> Any:
    holds = Q(membership__ends_on=None) | Q(membership__ends_on__gte=Given("yesterday"))
    mine = Reminder.objects.filter(holds, membership__user=Given("user"), membership__ended_at=None)
    waiting = _recent(mine.rung(Given("now")), Given("since")).filter(read_at=None)
    return waiting.values_list("pk")[: MOST + 1]


_unread = Compiled(_of_person)  # by every page of a circle
