"""Pages of this room."""

from apps.reminders.views.answers import Answer
from apps.reminders.views.bell import Bell, BellAllRead, BellItemOpen
from apps.reminders.views.devices import DeviceAdd, DeviceRemoval, worker
from apps.reminders.views.gateway import TextReceipt, TextReply
from apps.reminders.views.mail_service import mail_events
from apps.reminders.views.staff import Metrics, Outbox
from apps.reminders.views.unsubscribing import Unsubscribe
from apps.reminders.views.wishes import CircleDefaults, OwnReminders, Reminders, TryAgain

__all__ = [
    "Answer",
    "Bell",
    "BellAllRead",
    "BellItemOpen",
    "CircleDefaults",
    "DeviceAdd",
    "DeviceRemoval",
    "Metrics",
    "Outbox",
    "OwnReminders",
    "Reminders",
    "TextReceipt",
    "TextReply",
    "TryAgain",
    "Unsubscribe",
    "mail_events",
    "worker",
]
