"""What the care plan does by itself."""

import time

from celery import shared_task

from apps.careplan import services

A_TURN = 60  # seconds, well within the time of a task


@shared_task
def plan_doses() -> None:
    """Called by beat every few minutes: plans the days that have come near, as many as there is time for. Two
    beats do no harm."""
    services.move_window_along(time.monotonic() + A_TURN)


@shared_task
def forget_history() -> None:
    """Called by beat once a day: what can no longer be undone is forgotten. Two beats do no harm."""
    services.forget_old_changes()
