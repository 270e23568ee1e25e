"""What a person wants of reminders."""

from datetime import time

from apps.accounts.models import User
from apps.reminders.models import Preference


def set_quiet_hours(user: User, *, quiet_from: time | None, quiet_to: time | None) -> None:
    """When nothing is sent, in the person's own time; both None for no quiet hours at all."""
    Preference.objects.update_or_create(
        user=user, defaults={"quiet_from": quiet_from, "quiet_to": quiet_to}
    )
