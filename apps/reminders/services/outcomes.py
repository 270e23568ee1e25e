"""Noting what becomes of a leased row: begun, sent, failed, put off, ended. Each asks for the lease's token.

Beginning and having sent are noted for every message, so each is one statement and one round trip.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from django.db import connection, transaction

from apps.core import clock
from apps.reminders import rules
from apps.reminders.channels import Letter, NotDelivered
from apps.reminders.kinds import Channel, DeliveryState, Reason, RecipientKind, State
from apps.reminders.models import Delivery, Mail, Reminder, ReminderQuerySet
from apps.reminders.services.claiming import lease_end
from apps.reminders.services.parking import park

log = structlog.get_logger(__name__)

# Not waiting for the disk loses nothing here: if the database dies before the note is on it, the lease
# runs out as if the worker had died. That a message was sent is waited for.
BEGIN = """
WITH unhurried AS (
    SELECT set_config('synchronous_commit', 'off', true)
), ours AS (
    UPDATE reminders_reminder
    SET attempts = attempts + 1, leased_until = %(lease_end)s
    WHERE id = %(reminder)s AND lease_token = %(token)s AND state = 'leased'
    RETURNING id, attempts
), cut_off AS (
    UPDATE reminders_delivery
    SET state = 'failed', error = 'cut_off', ended_at = %(now)s
    FROM ours WHERE reminder_id = ours.id AND state = 'started'
)
INSERT INTO reminders_delivery
    (reminder_id, channel, attempt, state, error, message_id, started_at)
SELECT id, %(channel)s, attempts, 'started', '', %(message_id)s, %(now)s
FROM ours CROSS JOIN unhurried
RETURNING id, attempt
"""

SENT = """
WITH noted AS (
    UPDATE reminders_delivery
    SET state = 'accepted', ended_at = %(now)s
    WHERE id = %(delivery)s
), ours AS (
    UPDATE reminders_reminder
    SET state = 'sent', reason = '', ended_at = %(now)s, address = ''
    WHERE id = %(reminder)s AND lease_token = %(token)s
        AND (state = 'superseded' OR state = 'leased' AND %(is_all)s)
    RETURNING id
), told AS (
    UPDATE reminders_reminder
    SET told_at = %(now)s
    WHERE id = %(reminder)s AND lease_token = %(token)s AND state = 'leased' AND NOT %(is_all)s
    RETURNING id
), forgotten AS (
    DELETE FROM reminders_mail USING ours WHERE reminder_id = ours.id
)
SELECT id FROM ours UNION SELECT id FROM told
"""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One delivery that has begun."""

    reminder: Reminder
    delivery_id: int


def begin(reminder: Reminder, token: UUID, channel: Channel, message_id: str) -> Attempt | None:
    """The last gate: renew the lease, and with it find out whether the row is still ours to send.

    An earlier attempt that never ended was cut off with its worker; that is noted too.
    """
    now = clock.now()
    values: dict[str, Any] = {
        "reminder": reminder.pk,
        "token": token,
        "now": now,
        "lease_end": lease_end(now),
        "channel": channel.value,
        "message_id": message_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(BEGIN, values)
        row = cursor.fetchone()
    if row is None:
        log.info("reminder.lease_lost", reminder=reminder.pk)
        return None
    delivery_id, reminder.attempts = row
    return Attempt(reminder, delivery_id)


def note_sent(attempt: Attempt, token: UUID, *, is_all: bool) -> None:
    """Also when plans changed while it was on its way: it was sent, and later news must build on that.

    Unless that was all, another way is still to have it, and the row stays in hand.
    """
    pk, now = attempt.reminder.pk, clock.now()
    values: dict[str, Any] = {
        "reminder": pk,
        "token": token,
        "now": now,
        "delivery": attempt.delivery_id,
        "is_all": is_all,
    }
    with connection.cursor() as cursor:
        cursor.execute(SENT, values)
        ours = cursor.fetchone() is not None
    if not is_all:
        attempt.reminder.told_at = now
    if ours:
        log.info("reminder.sent", reminder=pk, attempt=attempt.reminder.attempts)
    else:
        log.warning("reminder.sent_after_lease", reminder=pk)


@transaction.atomic
def note_failure(attempt: Attempt, letter: Letter, trouble: NotDelivered) -> None:
    """What becomes of the row is another matter: see ``go_on``."""
    state = DeliveryState.REFUSED if trouble.is_permanent else DeliveryState.FAILED
    Delivery.objects.filter(pk=attempt.delivery_id).update(
        state=state, error=trouble.code, ended_at=clock.now()
    )
    if trouble.parking is not None:
        park(letter.channel, letter.to, trouble.parking)


def go_on(
    reminder: Reminder, token: UUID, troubles: Sequence[NotDelivered], *, is_last: bool
) -> None:
    """After what went wrong: again later, or all refused for good and the next way at once, or the end."""
    passing = [trouble.code for trouble in troubles if not trouble.is_permanent]
    if passing:
        try_again(reminder, token, passing[0])
    elif is_last or reminder.told_at is not None:
        end(reminder, token, State.FAILED, troubles[0].code)
    else:
        put_off(reminder, token, clock.now())


def try_again(reminder: Reminder, token: UUID, code: str) -> None:
    """Later, the longer the more attempts there were; failed when there is no time left for that."""
    due_at = rules.next_try(
        reminder.attempts,
        random.random(),  # noqa: S311  spreads load, guards nothing
        now=clock.now(),
        useful_until=reminder.expires_at,
    )
    if due_at is None:
        end(reminder, token, State.FAILED, code)
    else:
        put_off(reminder, token, due_at)


def put_off(reminder: Reminder, token: UUID, due_at: datetime) -> None:
    _ours(reminder, token).update(
        state=State.PENDING,
        due_at=due_at,
        attempts=reminder.attempts,
        lease_token=None,
        leased_until=None,
    )
    log.info("reminder.put_off", reminder=reminder.pk, attempt=reminder.attempts)


@transaction.atomic
def end(reminder: Reminder, token: UUID, state: State, reason: str) -> None:
    """Of a bare address nothing is kept, neither the text nor the address. What one way has was sent."""
    if reminder.told_at is not None:
        state, reason = State.SENT, Reason.NONE
    bare = reminder.recipient_kind == RecipientKind.ADDRESS
    wiped = {"address": ""} if bare else {}
    ours = _ours(reminder, token)
    if ours.update(state=state, reason=reason, ended_at=clock.now(), **wiped):
        if bare:
            Mail.objects.filter(pk=reminder.pk).delete()
        log.info("reminder.ended", reminder=reminder.pk, state=state, reason=reason)


def _ours(reminder: Reminder, token: UUID) -> ReminderQuerySet:
    return Reminder.objects.held_by(token).filter(pk=reminder.pk)
