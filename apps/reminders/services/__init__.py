"""Writes of this room: planning what is owed, and keeping it."""

from apps.reminders.services.answers import LinkIsOver, UnknownLink, open_link
from apps.reminders.services.mail import queue
from apps.reminders.services.nudging import wake_workers
from apps.reminders.services.planning import plan, withdraw
from apps.reminders.services.sending import send_due
from apps.reminders.services.ticking import tick

restore = plan  # bringing back what was cancelled is planning it again

__all__ = [
    "LinkIsOver",
    "UnknownLink",
    "open_link",
    "plan",
    "queue",
    "restore",
    "send_due",
    "tick",
    "wake_workers",
    "withdraw",
]
