"""Noting what becomes of a leased row: begun, sent, failed, put off, ended. Each asks for the lease's token."""

import random
from datetime import datetime
from uuid import UUID

import structlog
from django.db import transaction

from apps.core import clock
from apps.reminders import rules
from apps.reminders.channels import Letter, NotDelivered
from apps.reminders.kinds import Channel, DeliveryState, RecipientKind, State
from apps.reminders.models import Delivery, Mail, Reminder, ReminderQuerySet
from apps.reminders.services.claiming import lease_end

log = structlog.get_logger(__name__)


def begin(reminder: Reminder, token: UUID, channel: Channel, letter: Letter) -> Delivery | None:
    """The last gate: renew the lease, and with it find out whether the row is still ours to send."""
    now, attempt = clock.now(), reminder.attempts + 1
    if not _ours(reminder, token).update(attempts=attempt, leased_until=lease_end(now)):
        log.info("reminder.lease_lost", reminder=reminder.pk)
        return None
    reminder.attempts = attempt
    if attempt > 1:
        cut_off = Delivery.objects.filter(reminder=reminder, state=DeliveryState.STARTED)
        cut_off.update(state=DeliveryState.FAILED, error="cut_off", ended_at=now)
    return Delivery.objects.create(
        reminder=reminder,
        channel=channel,
        attempt=attempt,
        message_id=letter.message_id,
        started_at=now,
    )


@transaction.atomic
def note_sent(reminder: Reminder, token: UUID, delivery: Delivery) -> None:
    """Also when plans changed while it was on its way: it was sent, and later news must build on that."""
    now = clock.now()
    Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.ACCEPTED, ended_at=now)
    ours = Reminder.objects.filter(
        pk=reminder.pk, lease_token=token, state__in=(State.LEASED, State.SUPERSEDED)
    )
    if _close(ours, reminder, State.SENT, ""):
        log.info("reminder.sent", reminder=reminder.pk, attempt=reminder.attempts)
    else:
        log.warning("reminder.sent_after_lease", reminder=reminder.pk)


@transaction.atomic
def note_failure(
    reminder: Reminder, token: UUID, delivery: Delivery, trouble: NotDelivered
) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(
        state=DeliveryState.FAILED, error=trouble.code, ended_at=clock.now()
    )
    if trouble.is_permanent:
        end(reminder, token, State.FAILED, trouble.code)
    else:
        try_again(reminder, token, trouble.code)


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
    if _close(_ours(reminder, token), reminder, state, reason):
        log.info("reminder.ended", reminder=reminder.pk, state=state, reason=reason)


def _ours(reminder: Reminder, token: UUID) -> ReminderQuerySet:
    return Reminder.objects.held_by(token).filter(pk=reminder.pk)


def _close(row: ReminderQuerySet, reminder: Reminder, state: State, reason: str) -> bool:
    """End the row if it is there; of a bare address nothing is kept, neither the text nor the address."""
    bare = reminder.recipient_kind == RecipientKind.ADDRESS
    wiped = {"address": ""} if bare else {}
    closed = row.update(state=state, reason=reason, ended_at=clock.now(), **wiped)
    if closed and bare:
        Mail.objects.filter(pk=reminder.pk).delete()
    return bool(closed)
