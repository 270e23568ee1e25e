"""Attempts to deliver: noted before they are made and again after, several together, one round trip each.

Rows that somebody plans anew this moment are not waited for while others are held, so that nobody ever waits
for each other in a circle: what is free comes first, the rest one by one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

import structlog
from django.db import connection, transaction

from apps.core import clock
from apps.reminders.channels import Letter, NotDelivered
from apps.reminders.kinds import DeliveryState
from apps.reminders.models import Delivery, Reminder
from apps.reminders.services.claiming import lease_end
from apps.reminders.services.parking import park

log = structlog.get_logger(__name__)

# Not waiting for the disk loses nothing here: if the database dies before the note is on it, the lease
# runs out as if the worker had died. That a message was sent is waited for.
BEGIN = """
WITH unhurried AS (
    SELECT set_config('synchronous_commit', 'off', true)
), chosen AS (
    SELECT * FROM unnest(
        %(reminders)s::bigint[], %(channels)s::text[], %(message_ids)s::text[], %(offered)s::text[]
    ) AS chosen (id, channel, message_id, offered)
), free AS (
    SELECT id FROM reminders_reminder
    WHERE id = ANY(%(reminders)s) AND lease_token = %(token)s AND state = 'leased'
    FOR UPDATE {waiting}
), ours AS (
    UPDATE reminders_reminder AS reminder
    SET attempts = attempts + 1, leased_until = %(lease_end)s
    FROM free WHERE reminder.id = free.id
    RETURNING reminder.id, reminder.attempts
), cut_off AS (
    UPDATE reminders_delivery
    SET state = 'failed', error = 'cut_off', ended_at = %(now)s
    FROM ours WHERE reminder_id = ours.id AND state = 'started'
)
INSERT INTO reminders_delivery
    (reminder_id, channel, attempt, state, error, message_id, offered, started_at)
SELECT id, channel, attempts, 'started', '', message_id, offered, %(now)s
FROM ours JOIN chosen USING (id) CROSS JOIN unhurried
RETURNING reminder_id, id, attempt
"""

SENT = """
WITH taken AS (
    SELECT * FROM unnest(%(reminders)s::bigint[], %(deliveries)s::bigint[], %(are_all)s::boolean[])
        AS taken (id, delivery, is_all)
), free AS (
    SELECT id FROM reminders_reminder WHERE id = ANY(%(reminders)s) FOR UPDATE {waiting}
), known AS (
    SELECT taken.* FROM taken JOIN free USING (id)
), noted AS (
    UPDATE reminders_delivery AS delivery
    SET state = 'accepted', ended_at = %(now)s
    FROM known WHERE delivery.id = known.delivery
), ended AS (
    UPDATE reminders_reminder AS reminder
    SET state = 'sent', reason = '', ended_at = %(now)s, address = ''
    FROM known WHERE reminder.id = known.id AND lease_token = %(token)s
        AND (state = 'superseded' OR state = 'leased' AND known.is_all)
    RETURNING reminder.id
), told AS (
    UPDATE reminders_reminder AS reminder
    SET told_at = %(now)s
    FROM known WHERE reminder.id = known.id AND lease_token = %(token)s
        AND state = 'leased' AND NOT known.is_all
    RETURNING reminder.id
), forgotten AS (
    DELETE FROM reminders_mail USING ended WHERE reminder_id = ended.id
)
SELECT known.id, known.id IN (SELECT id FROM ended UNION ALL SELECT id FROM told) FROM known
"""

TAKE_BACK = """
WITH unmade AS (
    DELETE FROM reminders_delivery WHERE id = ANY(%(deliveries)s) AND state = 'started'
    RETURNING reminder_id
)
UPDATE reminders_reminder SET attempts = attempts - 1
WHERE id IN (
    SELECT id FROM reminders_reminder JOIN unmade ON reminder_id = id FOR UPDATE SKIP LOCKED
)
"""

FREE_ONLY, WAITING = "SKIP LOCKED", ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One letter of a reminder; ``is_all`` if with it the reminder is through."""

    reminder: Reminder
    letter: Letter
    is_all: bool


@dataclass(frozen=True, slots=True)
class Attempt:
    """One delivery that has begun."""

    parcel: Parcel
    delivery_id: int

    @property
    def reminder(self) -> Reminder:
        return self.parcel.reminder

    @property
    def letter(self) -> Letter:
        return self.parcel.letter


Item = TypeVar("Item", Parcel, Attempt)
Rows = dict[int, tuple[Any, ...]]  # by the reminder's id


def begin(parcels: Sequence[Parcel], token: UUID) -> dict[int, Attempt]:
    """The last gate: renew the leases, and with it find out which rows are still ours to send; by reminder.

    An earlier attempt that never ended was cut off with its worker; that is noted too.
    """
    begun = _free_first(partial(_begin, token), parcels)
    attempts = {}
    for parcel in parcels:
        if row := begun.get(parcel.reminder.pk):
            delivery_id, parcel.reminder.attempts = row
            attempts[parcel.reminder.pk] = Attempt(parcel, delivery_id)
        else:
            log.info("reminder.lease_lost", reminder=parcel.reminder.pk)
    return attempts


def note_sent(attempts: Sequence[Attempt], token: UUID) -> None:
    """Also when plans changed while they were on their way: they were sent, and later news must build on that.

    What another way is still to have stays in hand.
    """
    noted, now = _free_first(partial(_note, token), attempts), clock.now()
    for attempt in attempts:
        reminder = attempt.reminder
        if not attempt.parcel.is_all:
            reminder.told_at = now
        if any(noted.get(reminder.pk, ())):
            log.info("reminder.sent", reminder=reminder.pk, attempt=reminder.attempts)
        else:
            log.warning("reminder.sent_after_lease", reminder=reminder.pk)


@transaction.atomic
def note_failure(attempt: Attempt, trouble: NotDelivered) -> None:
    """What becomes of the row is another matter: see ``outcomes.go_on``."""
    state = DeliveryState.REFUSED if trouble.is_permanent else DeliveryState.FAILED
    Delivery.objects.filter(pk=attempt.delivery_id).update(
        state=state, error=trouble.code, ended_at=clock.now()
    )
    if trouble.parking is not None:
        park(attempt.letter.channel, attempt.letter.to, trouble.parking)


def take_back(attempts: Sequence[Attempt]) -> None:
    """They were not made after all: nothing was handed over, so they count for nothing."""
    if attempts:
        _rows(TAKE_BACK, {"deliveries": [attempt.delivery_id for attempt in attempts]})
    for attempt in attempts:
        attempt.reminder.attempts -= 1


def _free_first(run: Callable[[Sequence[Item], str], Rows], items: Sequence[Item]) -> Rows:
    """What is free in one go, then each that was not by itself."""
    found = run(items, FREE_ONLY) if len(items) > 1 else {}
    for item in items:
        if item.reminder.pk not in found:
            found |= run([item], WAITING)
    return found


def _begin(token: UUID, parcels: Sequence[Parcel], waiting: str) -> Rows:
    now = clock.now()
    values = {
        "reminders": [parcel.reminder.pk for parcel in parcels],
        "channels": [parcel.letter.channel.value for parcel in parcels],
        "message_ids": [parcel.letter.message_id for parcel in parcels],
        "offered": [" ".join(parcel.letter.offered) for parcel in parcels],
        "token": token,
        "now": now,
        "lease_end": lease_end(now),
    }
    return _rows(BEGIN.format(waiting=waiting), values)


def _note(token: UUID, attempts: Sequence[Attempt], waiting: str) -> Rows:
    values = {
        "reminders": [attempt.reminder.pk for attempt in attempts],
        "deliveries": [attempt.delivery_id for attempt in attempts],
        "are_all": [attempt.parcel.is_all for attempt in attempts],
        "token": token,
        "now": clock.now(),
    }
    return _rows(SENT.format(waiting=waiting), values)


def _rows(statement: str, values: Mapping[str, Any]) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return {row[0]: row[1:] for row in cursor} if cursor.description else {}
