"""What Celery runs. Tasks carry nothing: what is due, and who has it in hand, stands in the database."""

import time

import structlog
from celery import shared_task
from django.conf import settings
from kombu.exceptions import OperationalError

from apps.reminders import services

log = structlog.get_logger(__name__)


@shared_task
def tick() -> None:
    """Called by beat every few seconds. Two beats do no harm.

    It is the first pair of hands itself. Where calls are taken up so late that all of them are dropped, on a
    machine with too much to do, something goes out all the same.
    """
    stop_at = _next_tick()
    hands = services.tick()
    if hands > 1:
        try:
            services.wake_workers(hands - 1)
        except OperationalError:
            log.warning("tick.redis_away")
    if hands:
        services.send_due(stop_at)


@shared_task
def retire() -> None:
    """Once a day. Two at a time do no harm: what one has let go the other does not find."""
    services.retire()


@shared_task
def send_due() -> None:
    """One pair of hands: takes due reminders as long as there are any, but makes way for the next tick."""
    services.send_due(_next_tick())


def _next_tick() -> float:
    return time.monotonic() + settings.REMINDER_TICK_SECONDS
