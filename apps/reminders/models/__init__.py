"""The outbox, how people want to be told and cannot be, and signs of life."""

from apps.reminders.models.devices import PushDevice
from apps.reminders.models.outbox import Delivery, Mail, Reminder, ReminderQuerySet
from apps.reminders.models.signs import Alarm, Heartbeat, Pulse, Tally
from apps.reminders.models.ways import Heard, Parked
from apps.reminders.models.wishes import ContactMute, HourWish, Listener, Mute, Preference

__all__ = [
    "Alarm",
    "ContactMute",
    "Delivery",
    "Heard",
    "Heartbeat",
    "HourWish",
    "Listener",
    "Mail",
    "Mute",
    "Parked",
    "Preference",
    "Pulse",
    "PushDevice",
    "Reminder",
    "ReminderQuerySet",
    "Tally",
]
