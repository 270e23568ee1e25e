"""What happens without anybody there."""

from celery import shared_task

from apps.accounts import services


@shared_task
def finish_email_changes() -> None:
    """Called by beat; twice does no harm."""
    services.finish_due_email_changes()


@shared_task
def forget_sessions() -> None:
    """The same."""
    services.forget_ended_sessions()
