"""What this room does by itself. Each may run twice: what is done is done once."""

from celery import shared_task

from apps.interop import services


@shared_task
def make_archives() -> None:
    services.make_waiting()


@shared_task
def forget() -> None:
    """Let expired archives go, and erase what was asked to be erased."""
    services.forget_expired()
    services.erase_due()
