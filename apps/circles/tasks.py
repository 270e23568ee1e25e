"""What this room does by itself."""

from celery import shared_task

from apps.circles import services


@shared_task
def invite_patients() -> None:
    services.invite_patients_due()


@shared_task
def forget_addresses() -> None:
    services.forget_addresses()
