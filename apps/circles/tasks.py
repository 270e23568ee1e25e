"""What this room does by itself."""

from celery import shared_task

from apps.circles import services


@shared_task
def invite_patients() -> None:
    services.invite_patients_due()
