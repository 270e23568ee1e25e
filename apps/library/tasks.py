"""What the library does by itself."""

from celery import shared_task

from apps.library import services


@shared_task
def publish_scheduled() -> None:
    services.publish_scheduled()
