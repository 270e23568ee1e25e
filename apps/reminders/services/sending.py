"""Keeping promises: claim a few, ask once more whether each still holds, then send it.

A worker may die at any instruction. What it held waits until the lease runs out and is then taken up by
another with the same message id; only a message that was on its way that moment can arrive twice.
"""

import time
from collections import deque
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from apps.core import clock
from apps.reminders.channels.switchboard import Switchboard
from apps.reminders.models import Reminder
from apps.reminders.services.claiming import claim_due, claim_these, release
from apps.reminders.services.deciding import glance
from apps.reminders.services.posting import Post
from apps.reminders.services.tallying import Strokes

BATCH = 100
FRESH_SECONDS = 1.0  # how old the answer may be on which something is sent
HANDFUL_SECONDS = 0.05


@dataclass
class Pace:
    """How many reminders go together: as many as take a twentieth of a second, so that none of them waits
    long between the last gate and its channel."""

    size: int = 1

    @property
    def while_fresh(self) -> int:
        """How many that makes while an answer is fresh: for more it need not be read."""
        return self.size * round(FRESH_SECONDS / HANDFUL_SECONDS)

    @contextmanager
    def handful(self, waiting: deque[Reminder]) -> Iterator[deque[Reminder]]:
        taken = _take(waiting, self.size)
        started = time.monotonic()
        yield taken
        spent = max(time.monotonic() - started, 0.001)
        fitting = int(len(taken) * HANDFUL_SECONDS / spent)
        self.size = min(max(fitting, 1), 2 * self.size, BATCH)


def send_due(stop_at: float) -> None:
    """Claim and send, batch by batch, until nothing is due or the monotonic clock reaches ``stop_at``.

    What waits for a channel that is away is held until the end, so that all other channels have their turn.
    """
    pace, held = Pace(), list[UUID]()
    while time.monotonic() < stop_at:
        token, ids = claim_due(clock.now(), BATCH)
        if not ids:
            break
        if not _send_claimed(token, ids, stop_at, pace):
            held.append(token)
    for token in held:
        release(token)


def send_these(ids: Collection[int]) -> None:
    """Send these and no others; what is not due or in other hands is left alone."""
    token, claimed = claim_these(ids, clock.now())
    if claimed and not _send_claimed(token, claimed, float("inf"), Pace()):
        release(token)


def _send_claimed(token: UUID, ids: Collection[int], stop_at: float, pace: Pace) -> bool:
    """Work through a batch. False where it is no use to go on with some of it now: those are to be given back."""
    rows = Reminder.objects.held_by(token).filter(pk__in=ids)
    waiting = deque(rows.select_related("mail").order_by("due_at"))
    strokes = Strokes()
    with Switchboard() as board:
        post = Post(token, board, strokes)
        while waiting and time.monotonic() < stop_at:
            ahead = _take(waiting, pace.while_fresh)
            with glance(ahead) as now:
                stale_at = min(time.monotonic() + FRESH_SECONDS, stop_at)
                while ahead and time.monotonic() < stale_at:
                    with pace.handful(ahead) as handful:
                        ahead.extendleft(reversed(post.keep(handful, now, stale_at)))
            waiting.extendleft(reversed(ahead))
    strokes.away(board.away)
    strokes.write()
    return not (waiting or board.away)


def _take(rows: deque[Reminder], number: int) -> deque[Reminder]:
    """Up to so many of the first, which are not among the rest any more."""
    return deque(rows.popleft() for _ in range(min(number, len(rows))))
