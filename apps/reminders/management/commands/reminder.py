"""The whole life of one reminder, for whoever runs the site: states, times and attempts, nobody's words."""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.reminders import selectors
from apps.reminders.kinds import Reason
from apps.reminders.models import Delivery, Reminder


class Command(BaseCommand):
    help = "Show what became of one reminder, by the id that stands in the logs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        reminder = selectors.life(options["id"])
        if reminder is None:
            raise CommandError("There is no reminder with this id.")
        for name, value in _facts(reminder):
            self.stdout.write(f"{name:<10}{value}".rstrip())
        for delivery in reminder.deliveries.all():
            self.stdout.write(_attempt(delivery))


def _facts(row: Reminder) -> Iterator[tuple[str, str]]:
    """In the order in which they come about; times that have not come are left out."""
    yield "about", f"{row.subject} {row.subject_id} (occurrence {row.occurrence})"
    yield "says", f"{row.kind}, offset {row.offset}"
    yield "for", row.recipient_key
    times = {
        "starts": row.starts_at,
        "due": row.due_at,
        "needed by": row.needed_by,
        "expires": row.expires_at,
    }
    yield from ((name, _moment(at)) for name, at in times.items() if at)
    yield "state", _state(row)
    yield "attempts", str(row.attempts)
    later = {
        "leased to": row.leased_until,
        "told": row.told_at,
        "ended": row.ended_at,
        "read": row.read_at,
    }
    yield from ((name, _moment(at)) for name, at in later.items() if at)


def _state(row: Reminder) -> str:
    """With the reason in words where it is one of the engine's; subjects have codes of their own."""
    known = row.reason in Reason.values and row.reason
    return f"{row.state} {row.reason}" + (f": {Reason(row.reason).label}" if known else "")


def _attempt(row: Delivery) -> str:
    end = f"{row.ended_at:%H:%M:%S}" if row.ended_at else "…"
    what = f"attempt {row.attempt} by {row.channel}: {row.state} {row.error}".rstrip()
    return f"{what}, {row.started_at:%Y-%m-%d %H:%M:%S} to {end}, {row.message_id}"


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"
