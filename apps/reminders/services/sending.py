"""Keeping promises: claim a few, ask once more whether each still holds, then send it.

A worker may die at any instruction. What it held waits until the lease runs out and is then taken up by
another with the same message id; only a message that was on its way that moment can arrive twice.
"""

import time
from collections import deque
from collections.abc import Collection
from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError

from apps.core import clock
from apps.reminders import rules
from apps.reminders.channels import Letter, NotDelivered
from apps.reminders.channels.switchboard import Switchboard
from apps.reminders.kinds import Channel
from apps.reminders.models import Reminder
from apps.reminders.services import outcomes
from apps.reminders.services.claiming import claim_due, claim_these, release
from apps.reminders.services.deciding import Decision, Ending, Glance, Later, Letters, glance
from apps.reminders.services.devices import forget_devices
from apps.reminders.services.tallying import Strokes
from apps.reminders.services.troubles import tell_if_texts_are_spent

log = structlog.get_logger(__name__)

BATCH = 50
FRESH_SECONDS = 1.0  # how old the answer may be on which something is sent


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
        _send_claimed(token, claimed, float("inf"))


def _send_claimed(token: UUID, ids: Collection[int], stop_at: float) -> bool:
    """Work through a batch. What it is no use to go on with now is given back: then False."""
    rows = Reminder.objects.held_by(token).filter(pk__in=ids)
    waiting = deque(rows.select_related("mail").order_by("due_at"))
    strokes = Strokes()
    with Switchboard() as board:
        while waiting and time.monotonic() < stop_at:
            with glance(waiting) as now:
                stale_at = min(time.monotonic() + FRESH_SECONDS, stop_at)
                while waiting and time.monotonic() < stale_at:
                    _keep(waiting.popleft(), now, token, board, strokes)
    strokes.write()
    is_over = not (waiting or board.away)
    if not is_over:
        release(token)
    return is_over


def _keep(
    reminder: Reminder, now: Glance, token: UUID, board: Switchboard, strokes: Strokes
) -> None:
    try:
        match _decide(reminder, now, board):
            case Ending(state, reason):
                outcomes.end(reminder, token, state, reason)
                if reminder.told_at is None:
                    strokes.ended(state, reason)
            case Later(due_at):
                outcomes.put_off(reminder, token, due_at)
            case letters:
                _send(reminder, letters, token, board, strokes)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        # One message that cannot be made, by whosever mistake, must not hold up everyone else's.
        log.exception("reminder.broken", reminder=reminder.pk)
        reminder.attempts += 1
        outcomes.try_again(reminder, token, "error")


def _decide(reminder: Reminder, now: Glance, board: Switchboard) -> Decision:
    """By another way where all are away and have been waited for long enough."""
    decision = now.decide(reminder)
    is_late = rules.has_waited(reminder.due_at, clock.now())
    while is_late and isinstance(decision, tuple) and not _reaches_any(board, decision):
        before, decision = decision, now.decide(reminder, board.away)
        if isinstance(decision, tuple) and _channels(decision) == _channels(before):
            break
    return decision


def _reaches_any(board: Switchboard, letters: Letters) -> bool:
    return any(board.reach(letter.channel) is not None for letter in letters)


def _channels(letters: Letters) -> list[Channel]:
    return [letter.channel for letter in letters]


def _send(
    reminder: Reminder, letters: Letters, token: UUID, board: Switchboard, strokes: Strokes
) -> None:
    """One after the other, none waiting for what becomes of another. What the last of them leaves to be done
    is done then; what a channel, being away, cannot take stays leased until the batch is over, and costs no
    attempt."""
    here = [letter for letter in letters if board.reach(letter.channel) is not None]
    troubles: list[NotDelivered] = []
    for letter in here:
        is_all = letter is here[-1] and len(here) == len(letters) and not troubles
        attempt = outcomes.begin(reminder, token, letter.channel, letter.message_id)
        if attempt is None:
            return
        trouble = _hand_over(letter, board)
        if trouble is None:
            outcomes.note_sent(attempt, token, is_all=is_all)
            strokes.sent(letter.channel)
            if letter.channel is Channel.SMS and reminder.circle_id:
                tell_if_texts_are_spent(reminder.circle_id)
        else:
            outcomes.note_failure(attempt, letter, trouble)
            strokes.not_delivered(letter.channel, trouble.code)
            troubles.append(trouble)
    if troubles:
        outcomes.go_on(reminder, token, troubles, is_last=letters[0].is_last_way)


def _hand_over(letter: Letter, board: Switchboard) -> NotDelivered | None:
    """What went wrong, if anything."""
    channel = board.reach(letter.channel)
    if channel is None:
        return NotDelivered("away", is_permanent=False)
    try:
        channel.send(letter)
    except NotDelivered as trouble:
        return trouble
    finally:
        if channel.gone:
            forget_devices(channel.gone)
            channel.gone.clear()
    return None
