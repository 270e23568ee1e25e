"""Reads of the outbox: what else is due to the same person, one reminder's life, signs of life."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, Q

from apps.core import clock
from apps.reminders import registry, rules
from apps.reminders.kinds import Kind, State
from apps.reminders.models import Delivery, Heartbeat, Reminder
from apps.reminders.models.outbox import IS_OPEN

BEAT = "beat"
PATIENCE = timedelta(seconds=30)
TELLING = (Kind.DUE, Kind.CANCELLED)


def heaviest(reminders: Iterable[Reminder], now: datetime) -> set[int]:
    """The ids of those worth sending: of several due to one person about one thing, one. One query.

    None after a reminder nearer to the start: it may have gone while this one waited for a dead worker's lease.
    But what was called off since, that reminder says nothing about.
    """
    ids, subject_ids = set[int](), set[UUID]()
    for reminder in reminders:
        ids.add(reminder.pk)
        subject_ids.add(reminder.subject_id)
    # Those asked about are due whatever the clock says: it may have gone back since they were claimed.
    are_due = Q(due_at__lte=now) | Q(pk__in=ids)
    competing = IS_OPEN & are_due & Q(expires_at__gt=now)
    told_lately = Q(state=State.SENT, kind__in=TELLING, ended_at__gte=now - timedelta(days=1))
    rows = Reminder.objects.filter(competing | told_lately, subject_id__in=subject_ids)
    rivals: dict[tuple[object, ...], _Rivals] = defaultdict(_Rivals)
    for row in rows.values_list(*_Rival._fields):
        rival = _Rival(*row)
        rivals[rival.thing].add(rival)
    heaviest_of_each = (found.heaviest for found in rivals.values())
    return {pk for pk in heaviest_of_each if pk is not None}


class _Rival(NamedTuple):
    pk: int
    subject: str
    subject_id: UUID
    recipient_key: str
    occurrence: int
    kind: str
    offset: int
    ended_at: datetime | None

    @property
    def thing(self) -> tuple[object, ...]:
        item = self.occurrence if registry.is_series(self.subject) else 0
        return self.subject, self.subject_id, self.recipient_key, item

    @property
    def weight(self) -> tuple[int, int, int]:
        return (self.occurrence, *rules.weight(Kind(self.kind), self.offset))


@dataclass
class _Rivals:
    """What is due to one person about one thing, and what they were told of it lately."""

    due: list[_Rival] = field(default_factory=list)
    told: list[_Rival] = field(default_factory=list)

    def add(self, rival: _Rival) -> None:
        (self.told if rival.ended_at else self.due).append(rival)

    @property
    def heaviest(self) -> int | None:
        """None where they know more already."""
        best = max(self.due, key=attrgetter("weight"), default=None)
        said = max(self.told, key=attrgetter("ended_at"), default=None)
        if best and said and said.kind == Kind.DUE and said.weight > best.weight:
            return None
        return best.pk if best else None


def beat_is_alive() -> bool:
    """Whether a tick came lately: beat, broker and a worker must all do their part for one."""
    ticks = timedelta(seconds=6 * settings.REMINDER_TICK_SECONDS)
    since = clock.now() - max(PATIENCE, ticks)
    return Heartbeat.objects.filter(pk=BEAT, at__gte=since).exists()


def life(reminder_id: int) -> Reminder | None:
    """One reminder with every attempt to deliver it."""
    in_order = Prefetch("deliveries", Delivery.objects.order_by("pk"))
    return Reminder.objects.prefetch_related(in_order).filter(pk=reminder_id).first()
