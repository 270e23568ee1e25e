"""Pages of this room."""

from apps.reminders.views.answers import Answer
from apps.reminders.views.wishes import CircleDefaults, OwnReminders, Reminders

__all__ = ["Answer", "CircleDefaults", "OwnReminders", "Reminders"]
