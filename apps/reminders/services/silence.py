"""Whether a whole circle is silent. The one place where that is decided, asked as each message is to go."""

from apps.circles.models import Circle
from apps.core import clock
from apps.reminders import registry
from apps.reminders.kinds import Reason
from apps.reminders.models import Reminder


def why_silent(circle: Circle, reminder: Reminder) -> Reason | None:
    """The reason to write down, or None to go on. Whoever paused it may still be told of visits."""
    if circle.is_closed:
        return Reason.CLOSED
    if not circle.is_paused(clock.now()):
        return None
    spared = circle.pause_spares is not None and reminder.membership_id == circle.pause_spares
    return None if spared and registry.get(reminder.subject).is_visit else Reason.PAUSED
