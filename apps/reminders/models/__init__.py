"""The outbox, how people want to be told and cannot be, and signs of life."""

from apps.reminders.models.outbox import Delivery, Mail, Reminder, ReminderQuerySet
from apps.reminders.models.signs import Heartbeat
from apps.reminders.models.ways import Heard, Parked
from apps.reminders.models.wishes import HourWish, Listener, Mute, Preference

__all__ = [
    "Delivery",
    "Heard",
    "Heartbeat",
    "HourWish",
    "Listener",
    "Mail",
    "Mute",
    "Parked",
    "Preference",
    "Reminder",
    "ReminderQuerySet",
]
