"""Pages of this room."""

from apps.reminders.views.answers import Answer
from apps.reminders.views.bell import Bell, BellAllRead, BellItemOpen
from apps.reminders.views.gateway import TextReceipt, TextReply
from apps.reminders.views.wishes import CircleDefaults, OwnReminders, Reminders, TryAgain

__all__ = [
    "Answer",
    "Bell",
    "BellAllRead",
    "BellItemOpen",
    "CircleDefaults",
    "OwnReminders",
    "Reminders",
    "TextReceipt",
    "TextReply",
    "TryAgain",
]
