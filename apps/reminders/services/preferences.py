"""What a person wants of reminders."""

from datetime import time

from django.db import transaction

from apps.accounts.models import User
from apps.reminders.models import Preference
from apps.reminders.services.replanning import replan_for


@transaction.atomic
def set_quiet_hours(user: User, *, quiet_from: time | None, quiet_to: time | None) -> None:
    """When nothing is sent, in the person's own time; both None for no quiet hours at all."""
    Preference.objects.update_or_create(
        user=user, defaults={"quiet_from": quiet_from, "quiet_to": quiet_to}
    )
    replan_for(user)
