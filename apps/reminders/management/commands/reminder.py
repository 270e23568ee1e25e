"""The whole life of one reminder, for whoever runs the site: states, times and attempts, nobody's words."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.reminders import selectors


class Command(BaseCommand):
    help = "Show what became of one reminder, by the id that stands in the logs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        reminder = selectors.life(options["id"])
        if reminder is None:
            raise CommandError("There is no reminder with this id.")
        about = f"{reminder.subject} {reminder.subject_id} (occurrence {reminder.occurrence})"
        self.stdout.write(f"about    {about}")
        self.stdout.write(f"says     {reminder.kind}, offset {reminder.offset}")
        self.stdout.write(f"for      {reminder.recipient_key}")
        self.stdout.write(f"due      {reminder.due_at:%Y-%m-%d %H:%M:%S} UTC")
        self.stdout.write(f"expires  {reminder.expires_at:%Y-%m-%d %H:%M:%S} UTC")
        self.stdout.write(f"state    {reminder.state} {reminder.reason}".rstrip())
        for delivery in reminder.deliveries.all():
            end = f"{delivery.ended_at:%H:%M:%S}" if delivery.ended_at else "…"
            self.stdout.write(
                f"attempt {delivery.attempt} by {delivery.channel}: {delivery.state}"
                f" {delivery.error}".rstrip()
                + f", {delivery.started_at:%Y-%m-%d %H:%M:%S} to {end}, {delivery.message_id}"
            )
