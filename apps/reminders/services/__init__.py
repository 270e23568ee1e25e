"""Writes of this room: planning what is owed, and keeping it."""

from apps.reminders.services.alarming import is_moving
from apps.reminders.services.answers import LinkIsOver, UnknownLink, open_link
from apps.reminders.services.devices import drop_device, keep_device
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
from apps.reminders.services.receipts import note_mail_event, note_receipt
from apps.reminders.services.replanning import replan_circle, replan_for
from apps.reminders.services.replies import HeardBefore, hear
from apps.reminders.services.retiring import retire
from apps.reminders.services.ringing import bell_of, mark_all_read, open_item
from apps.reminders.services.sending import send_due
from apps.reminders.services.texts import queue_text
from apps.reminders.services.ticking import tick
from apps.reminders.services.unsubscribing import UnknownUnsubscribe, unsubscribe
from apps.reminders.services.unsubscribing import check as check_unsubscribe

__all__ = [
    "HeardBefore",
    "LinkIsOver",
    "Manner",
    "UnknownLink",
    "UnknownUnsubscribe",
    "bell_of",
    "check_unsubscribe",
    "drop_device",
    "hear",
    "is_moving",
    "keep_device",
    "mark_all_read",
    "note_mail_event",
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
    "retire",
    "send_due",
    "set_circle_defaults",
    "set_manner",
    "set_own_place",
    "set_quiet_hours",
    "tick",
    "unsubscribe",
    "wake_workers",
    "withdraw",
]
