"""Whether a whole circle is silent. The one place where that is decided, asked as each message is to go."""

from apps.circles.models import Circle
from apps.reminders.kinds import Kind, Reason


def why_silent(circle: Circle, kind: Kind) -> Reason | None:
    """The reason to write down, or None to go on. No circle is silent yet."""
    return None
