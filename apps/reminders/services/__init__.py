"""Writes of this room: planning what is owed, and keeping it."""

from apps.reminders.services.answers import LinkIsOver, UnknownLink, open_link
from apps.reminders.services.mail import queue
from apps.reminders.services.nudging import wake_workers
from apps.reminders.services.parking import reach_again
from apps.reminders.services.planning import plan, plan_new, withdraw
from apps.reminders.services.preferences import (
    Manner,
    set_circle_defaults,
    set_manner,
    set_own_place,
    set_quiet_hours,
)
from apps.reminders.services.promising import promise
from apps.reminders.services.receipts import note_receipt
from apps.reminders.services.replanning import replan_circle, replan_for
from apps.reminders.services.replies import HeardBefore, hear
from apps.reminders.services.ringing import bell_of, mark_all_read, open_item
from apps.reminders.services.sending import send_due
from apps.reminders.services.texts import queue_text
from apps.reminders.services.ticking import tick

__all__ = [
    "HeardBefore",
    "LinkIsOver",
    "Manner",
    "UnknownLink",
    "bell_of",
    "hear",
    "mark_all_read",
    "note_receipt",
    "open_item",
    "open_link",
    "plan",
    "plan_new",
    "promise",
    "queue",
    "queue_text",
    "reach_again",
    "replan_circle",
    "replan_for",
    "send_due",
    "set_circle_defaults",
    "set_manner",
    "set_own_place",
    "set_quiet_hours",
    "tick",
    "wake_workers",
    "withdraw",
]
