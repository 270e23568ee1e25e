"""Noting what becomes of leased rows that were not sent: put off, or ended. Each asks for the lease's token."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

import structlog
from django.db import transaction

from apps.core import clock
from apps.reminders import rules
from apps.reminders.channels import NotDelivered
from apps.reminders.kinds import OPEN_STATES, Reason, RecipientKind, State
from apps.reminders.models import Mail, Reminder, ReminderQuerySet
from apps.reminders.services.tallying import Strokes

log = structlog.get_logger(__name__)


def go_on(
    reminder: Reminder,
    token: UUID,
    troubles: Sequence[NotDelivered],
    strokes: Strokes,
    *,
    failures: int,
    is_last: bool,
) -> None:
    """After what went wrong: again later, or all refused for good and the next way at once, or the end."""
    passing = [trouble.code for trouble in troubles if not trouble.is_permanent]
    if passing:
        try_again(reminder, token, passing[0], strokes, failures)
    elif is_last or reminder.told_at is not None:
        end([reminder], token, State.FAILED, troubles[0].code, strokes)
    else:
        put_off([reminder], token, clock.now())


def try_again(reminder: Reminder, token: UUID, code: str, strokes: Strokes, failures: int) -> None:
    """Later, the longer the more often this way has failed; failed when there is no time left for that."""
    due_at = rules.next_try(
        failures,
        random.random(),  # noqa: S311  spreads load, guards nothing
        now=clock.now(),
        useful_until=reminder.expires_at,
    )
    if due_at is None:
        end([reminder], token, State.FAILED, code, strokes)
    else:
        put_off([reminder], token, due_at)


def note_broken(reminder: Reminder, token: UUID, strokes: Strokes) -> None:
    """It could not be put into words, by whosever mistake. That counts as an attempt."""
    reminder.attempts += 1
    Reminder.objects.held_by(token).filter(pk=reminder.pk).update(attempts=reminder.attempts)
    try_again(reminder, token, "error", strokes, reminder.attempts)


def put_off(reminders: Sequence[Reminder], token: UUID, due_at: datetime) -> None:
    changed = _change(
        reminders,
        token,
        lambda rows: rows.update(
            state=State.PENDING, due_at=due_at, lease_token=None, leased_until=None
        ),
    )
    if changed:
        log.info("reminder.put_off", reminders=[reminder.pk for reminder in reminders])


def end(
    reminders: Sequence[Reminder], token: UUID, state: State, reason: str, strokes: Strokes
) -> None:
    """Of a bare address nothing is kept, neither the text nor the address. What one way has was sent, and counted
    then."""
    told = [reminder for reminder in reminders if reminder.told_at is not None]
    untold = [reminder for reminder in reminders if reminder.told_at is None]
    _end(told, token, State.SENT, Reason.NONE)
    strokes.ended(state, reason, _end(untold, token, state, reason))


def _end(reminders: Sequence[Reminder], token: UUID, state: State, reason: str) -> int:
    """How many of these were still ours."""
    bare = [row.pk for row in reminders if row.recipient_kind == RecipientKind.ADDRESS]

    def change(rows: ReminderQuerySet) -> int:
        changed = rows.update(state=state, reason=reason, ended_at=clock.now(), address="")
        if bare:
            over = Mail.objects.filter(pk__in=bare).exclude(reminder__state__in=OPEN_STATES)
            over.delete()
        return changed

    if ended := _change(reminders, token, change):
        ids = [reminder.pk for reminder in reminders]
        log.info("reminder.ended", reminders=ids, state=state, reason=reason)
    return ended


def _change(
    reminders: Sequence[Reminder], token: UUID, change: Callable[[ReminderQuerySet], int]
) -> int:
    """How many of these were still ours. Those that somebody plans anew this moment are not waited for while
    others are held, so that nobody ever waits for each other in a circle."""
    ours, changed = Reminder.objects.held_by(token), 0
    if len(reminders) > 1:
        these = ours.filter(pk__in=[reminder.pk for reminder in reminders])
        with transaction.atomic():
            free = these.select_for_update(skip_locked=True).values_list("pk", flat=True)
            changed = change(ours.filter(pk__in=list(free)))
    if changed < len(reminders):
        for reminder in reminders:
            with transaction.atomic():
                changed += change(ours.filter(pk=reminder.pk))
    return changed
