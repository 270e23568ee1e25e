"""Keeping promises: ask once more whether each still holds, then send it.

A worker may die at any instruction. What it held waits until the lease runs out and is then taken up by
another with the same message id; only a message that was on its way that moment can arrive twice.
"""

import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog
from django.db import DatabaseError

from apps.circles.access import open_for_member
from apps.core import clock
from apps.reminders import registry, rules, selectors
from apps.reminders.channels import Letter, NotDelivered, Unreachable
from apps.reminders.channels.email import EmailChannel
from apps.reminders.kinds import Reason, RecipientKind, State
from apps.reminders.models import Reminder
from apps.reminders.rules import DEFAULT_QUIET, QuietHours, Reader
from apps.reminders.services import outcomes
from apps.reminders.services.answers import ask_about
from apps.reminders.services.claiming import claim_due, claim_these, release
from apps.reminders.services.letters import letter_to_address, letter_to_member
from apps.reminders.services.reading import as_read_by

log = structlog.get_logger(__name__)

BATCH = 25


@dataclass(frozen=True, slots=True)
class Ending:
    """Not to be sent: not true, not wanted or of no use any more."""

    state: State
    reason: str


@dataclass(frozen=True, slots=True)
class Later:
    """To be sent, but not at this hour."""

    due_at: datetime


@dataclass(frozen=True, slots=True)
class Batch:
    """What one worker holds under one token, and what it needs to know about all of it."""

    token: UUID
    reminders: list[Reminder]
    worth_sending: set[int]
    quiet: dict[int, QuietHours | None]


def send_due(stop_at: float) -> None:
    """Claim and send, batch by batch, until nothing is due or the monotonic clock reaches ``stop_at``."""
    while time.monotonic() < stop_at:
        token, ids = claim_due(clock.now(), BATCH)
        if not ids or not _send_claimed(token, ids, stop_at):
            return


def send_these(ids: Collection[int]) -> None:
    """Send these and no others; what is not due or in other hands is left alone."""
    token, claimed = claim_these(ids, clock.now())
    if claimed:
        _send_claimed(token, claimed, stop_at=None)


def _send_claimed(token: UUID, ids: Collection[int], stop_at: float | None) -> bool:
    """Work through a batch; False when it is no use to go on now. What was not reached is given back."""
    batch = _load(token, ids)
    with EmailChannel() as channel:
        for reminder in batch.reminders:
            if stop_at is not None and time.monotonic() >= stop_at:
                break
            try:
                _keep(reminder, batch, channel)
            except Unreachable:
                break
        else:
            return True
    release(token)
    return False


def _load(token: UUID, ids: Collection[int]) -> Batch:
    rows = Reminder.objects.held_by(token).filter(pk__in=ids)
    reminders = list(rows.select_related("mail").order_by("due_at"))
    members = {row.membership_id for row in reminders if row.membership_id is not None}
    return Batch(
        token,
        reminders,
        worth_sending=selectors.heaviest(reminders, clock.now()),
        quiet=selectors.quiet_hours(members) if members else {},
    )


def _keep(reminder: Reminder, batch: Batch, channel: EmailChannel) -> None:
    try:
        decision = _decide(reminder, batch)
    except DatabaseError:
        raise
    except Exception:
        # A room that cannot answer for its reminder must not hold up everyone else's.
        log.exception("reminder.broken", reminder=reminder.pk)
        reminder.attempts += 1
        outcomes.try_again(reminder, batch.token, "error")
        return
    match decision:
        case Ending(state, reason):
            outcomes.end(reminder, batch.token, state, reason)
        case Later(due_at):
            outcomes.put_off(reminder, batch.token, due_at)
        case Letter():
            _send(reminder, batch.token, channel, decision)


def _decide(reminder: Reminder, batch: Batch) -> Ending | Later | Letter:
    """Still of use, the newest, at a good hour, allowed today, and still true?"""
    if reminder.expires_at <= clock.now():
        return Ending(State.EXPIRED, Reason.TOO_LATE)
    if reminder.pk not in batch.worth_sending:
        return Ending(State.SUPERSEDED, Reason.NEWER)
    if reminder.recipient_kind == RecipientKind.ADDRESS:
        return letter_to_address(reminder)
    if reminder.membership_id is None:
        return Ending(State.SKIPPED, Reason.NO_CHANNEL)
    return _decide_for_member(reminder, reminder.membership_id, batch)


def _decide_for_member(
    reminder: Reminder, membership_id: UUID, batch: Batch
) -> Ending | Later | Letter:
    access = open_for_member(membership_id)
    if access is None or not access.membership.user.is_active:
        return Ending(State.SKIPPED, Reason.NO_ACCESS)
    user, now = access.membership.user, clock.now()
    reader = Reader(user.zone, batch.quiet.get(user.pk, DEFAULT_QUIET))
    polite = rules.polite(now, reminder.starts_at or reminder.expires_at, reader, earliest=now)
    if polite > now:
        return Later(polite)
    subject, ask = registry.get(reminder.subject), ask_about(reminder, membership_id)
    with as_read_by(user):
        reason = subject.skip_reason(ask)
        if reason is not None:
            return Ending(State.SKIPPED, reason)
        return letter_to_member(reminder, user, subject.message(ask))


def _send(reminder: Reminder, token: UUID, channel: EmailChannel, letter: Letter) -> None:
    channel.open()
    delivery = outcomes.begin(reminder, token, channel.name, letter)
    if delivery is None:
        return
    try:
        channel.send(letter)
    except NotDelivered as trouble:
        outcomes.note_failure(reminder, token, delivery, trouble)
    else:
        outcomes.note_sent(reminder, token, delivery)
