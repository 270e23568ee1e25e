"""Somebody waits for this one: wake a worker the moment the transaction is through.

The request does not wait for it. A background thread knocks once at Redis, and when Redis is away sends
the message itself, under the same lease as any worker. If the thread dies too, the next tick is there.
"""

from collections.abc import Sequence
from queue import SimpleQueue
from threading import Thread

import structlog
from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connections, transaction
from kombu.exceptions import OperationalError

from apps.reminders.services.sending import send_these

log = structlog.get_logger(__name__)

SEND_DUE = "apps.reminders.tasks.send_due"


def nudge_after_commit(ids: Sequence[int]) -> None:
    """Once per transaction, however many mails it writes."""
    for _savepoints, waiting, *_rest in transaction.get_connection().run_on_commit:
        if isinstance(waiting, _Nudge):
            waiting.ids.extend(ids)
            return
    transaction.on_commit(_Nudge(ids))


def wake_workers(number: int = 1) -> None:
    """Ask for ``number`` workers. Raises OperationalError at once when Redis is away: no retry, no waiting.

    The task carries nothing: what to send is what the database says is due.
    """
    options = {**current_app.conf.broker_transport_options, "max_retries": 0}
    with current_app.connection_for_write(transport_options=options) as connection:
        for _ in range(number):
            current_app.send_task(SEND_DUE, connection=connection, retry=False, expires=_patience())


def _patience() -> int:
    """After two ticks there are newer calls: old ones in the queue would only be in their way. But a slow machine
    must not drop each of them."""
    return max(2 * int(settings.REMINDER_TICK_SECONDS), 10)


class _Nudge:
    def __init__(self, ids: Sequence[int]) -> None:
        self.ids = list(ids)

    def __call__(self) -> None:
        _messenger.take(self.ids)


class _Messenger:
    """One background thread of this process, started when first needed, again after a fork."""

    def __init__(self) -> None:
        self._errands: SimpleQueue[list[int]] = SimpleQueue()
        self._thread: Thread | None = None

    def take(self, ids: list[int]) -> None:
        self._errands.put(ids)
        if self._thread is None or not self._thread.is_alive():
            self._thread = Thread(target=self._run, name="reminders-nudge", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            _run_errand(self._errands.get())


def _run_errand(ids: list[int]) -> None:
    try:
        wake_workers()
    except OperationalError:
        log.warning("nudge.redis_away")
        try:
            send_these(ids)
        except DatabaseError:
            log.exception("nudge.failed")
        finally:
            connections.close_all()


_messenger = _Messenger()
