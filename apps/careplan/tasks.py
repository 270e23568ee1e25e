"""What the care plan does by itself."""

from celery import shared_task

from apps.careplan import services


@shared_task
def plan_doses() -> None:
    """Called by beat every few minutes: plans the days that have come near. Two beats do no harm."""
    services.move_window_along()
