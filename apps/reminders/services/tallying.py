"""Counting what comes of reminders: in memory while a batch lasts, then in one statement."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import connection

from apps.core import clock
from apps.reminders.kinds import Channel, State

ADD = """
INSERT INTO reminders_tally (day, outcome, reason, channel, count, last_at)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (day, outcome, reason, channel) DO UPDATE
SET count = reminders_tally.count + EXCLUDED.count, last_at = EXCLUDED.last_at
"""


@dataclass
class Strokes:
    """A worker that dies takes at most a batch of them along: numbers are for watching, rows for knowing."""

    counted: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def ended(self, state: State, reason: str, number: int) -> None:
        self.counted[state, reason, ""] += number

    def sent(self, channel: Channel) -> None:
        self.counted[State.SENT, "", channel] += 1

    def not_delivered(self, channel: Channel, code: str) -> None:
        """One attempt; another may follow."""
        self.counted["try_failed", code, channel] += 1

    def write(self) -> None:
        """Always in the same order, so that two workers never wait for each other in a circle."""
        now = clock.now()
        rows = [(now.date(), *key, count, now) for key, count in sorted(self.counted.items())]
        self.counted.clear()
        if rows:
            with connection.cursor() as cursor:
                cursor.executemany(ADD, rows)
