"""The portal's own bell: what came due to a person, in words they may read today, however sending went.

Nothing is copied: an item is the reminder itself, and what it says is asked of its subject when it is shown.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog
from django.http import Http404

from apps.accounts.models import User
from apps.circles.access import Access, open_all_for_user
from apps.circles.models import Circle
from apps.core import clock
from apps.core.errors import RuleError
from apps.reminders import registry, selectors
from apps.reminders.models import Reminder
from apps.reminders.recipients import Recipient
from apps.reminders.services.answers import HIDDEN, ask_about
from apps.reminders.services.asking import reading_ahead
from apps.reminders.subjects import Message

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class BellItem:
    id: int
    circle: Circle
    at: datetime
    is_read: bool
    message: Message

    @property
    def lines(self) -> tuple[str, ...]:
        """Whoever reads this has signed in, so it may be told in full."""
        return self.message.full_lines or self.message.lines


@dataclass(frozen=True, slots=True)
class BellDay:
    day: date
    items: tuple[BellItem, ...]


def bell_of(user: User) -> list[BellDay]:
    """What may be known today, by the reader's days, the newest first; with its zone and language active."""
    accesses = {access.membership.pk: access for access in open_all_for_user(user)}
    rows = selectors.rung(accesses)
    days: dict[date, list[BellItem]] = {}
    with reading_ahead(rows):
        newest_first = sorted(_items(rows, accesses), key=lambda item: item.at, reverse=True)
        for item in newest_first:
            day = item.at.astimezone(ZoneInfo(user.zone)).date()
            days.setdefault(day, []).append(item)
    return [BellDay(day, tuple(items)) for day, items in days.items()]


def open_item(user: User, reminder_id: int) -> str:
    """Mark it read; where it leads. Raises Http404 for what is not theirs or may not be known any more."""
    accesses = {access.membership.pk: access for access in open_all_for_user(user)}
    row = Reminder.objects.filter(pk=reminder_id, membership__in=accesses).rung(clock.now()).first()
    for item in _items([row] if row else [], accesses):
        Reminder.objects.filter(pk=item.id, read_at=None).update(read_at=clock.now())
        return item.message.link
    raise Http404


def mark_all_read(user: User) -> None:
    """With what is not shown any more, so that the number goes away too."""
    now, mine = clock.now(), [access.membership.pk for access in open_all_for_user(user)]
    rung = Reminder.objects.filter(membership__in=mine, read_at=None).rung(now)
    rung.update(read_at=now)


def _items(rows: list[Reminder], accesses: Mapping[UUID, Access]) -> Iterator[BellItem]:
    for row in rows:
        access = accesses.get(row.membership_id) if row.membership_id else None
        message = _words(row, Recipient.member(access.membership.pk)) if access else None
        if access and message:
            yield BellItem(row.pk, access.circle, row.rang_at, row.read_at is not None, message)


def _words(row: Reminder, recipient: Recipient) -> Message | None:
    """None when it may not be known any more, or nothing can be said of it."""
    ask = ask_about(row, recipient)
    with suppress(LookupError, RuleError):
        subject = registry.get(row.subject)
        return None if subject.skip_reason(ask) in HIDDEN else subject.message(ask)
    return None
