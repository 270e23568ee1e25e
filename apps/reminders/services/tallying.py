"""Counting what comes of reminders: in memory while a batch lasts, then in one statement."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import connection

from apps.core import clock
from apps.reminders.channels.push import NO_DEVICE
from apps.reminders.kinds import Channel, State

ADD = """
INSERT INTO reminders_tally (day, outcome, reason, channel, count, last_at)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (day, outcome, reason, channel) DO UPDATE
SET count = reminders_tally.count + EXCLUDED.count, last_at = EXCLUDED.last_at
"""

# A channel that took one message works, whatever became of the others.
FEEL = """
INSERT INTO reminders_pulse AS pulse (channel, taken_at, failing_since, failed_at)
VALUES (%s, %s, %s, %s)
ON CONFLICT (channel) DO UPDATE
SET taken_at = COALESCE(EXCLUDED.taken_at, pulse.taken_at),
    failed_at = COALESCE(EXCLUDED.failed_at, pulse.failed_at),
    failing_since = CASE
        WHEN EXCLUDED.taken_at IS NULL THEN COALESCE(pulse.failing_since, EXCLUDED.failing_since)
    END
"""


@dataclass
class Strokes:
    """A worker that dies takes at most a batch of them along: numbers are for watching, rows for knowing."""

    counted: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    took: dict[Channel, bool] = field(default_factory=dict)  # any, of what it was handed

    def ended(self, state: State, reason: str, number: int) -> None:
        if number:
            self.counted[state, reason, ""] += number

    def sent(self, channel: Channel) -> None:
        self.counted[State.SENT, "", channel] += 1
        self.took[channel] = True

    def not_delivered(self, channel: Channel, code: str) -> None:
        """One attempt; another may follow."""
        self.counted["try_failed", code, channel] += 1
        if code != NO_DEVICE:  # its service has answered, and works
            self.took.setdefault(channel, False)

    def away(self, channels: Collection[Channel]) -> None:
        """Nothing could be handed to these."""
        for channel in channels:
            self.took.setdefault(channel, False)

    def write(self) -> None:
        """Always in the same order, so that two workers never wait for each other in a circle."""
        now = clock.now()
        rows = [(now.date(), *key, count, now) for key, count in sorted(self.counted.items())]
        pulses = [
            (channel, now, None, None) if took else (channel, None, now, now)
            for channel, took in sorted(self.took.items())
        ]
        self.counted.clear()
        self.took.clear()
        with connection.cursor() as cursor:
            for statement, values in ((ADD, rows), (FEEL, pulses)):
                if values:
                    cursor.executemany(statement, values)
