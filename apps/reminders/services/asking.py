"""Letting subjects read what several questions need at once, before they are asked one by one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager

import structlog
from django.db import InterfaceError, OperationalError

from apps.reminders import registry
from apps.reminders.models import Reminder
from apps.reminders.services.answers import ask_about
from apps.reminders.subjects import Ask, ReadsAhead

log = structlog.get_logger(__name__)


@contextmanager
def reading_ahead(reminders: Iterable[Reminder]) -> Iterator[None]:
    """Meant to be used at once and not for long: what was read is not read again inside."""
    asks: dict[str, list[Ask]] = defaultdict(list)
    for reminder in reminders:
        if reminder.recipient is not None:
            asks[reminder.subject].append(ask_about(reminder, reminder.recipient))
    with ExitStack() as stack:
        for name, questions in asks.items():
            _read(name, questions, stack)
        yield


def _read(name: str, questions: list[Ask], stack: ExitStack) -> None:
    try:
        subject = registry.get(name)
        if isinstance(subject, ReadsAhead):
            stack.enter_context(subject.reading_ahead(questions))
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        # Then each is asked about alone; one that fails there holds up no other.
        log.exception("subject.broken", subject=name)
