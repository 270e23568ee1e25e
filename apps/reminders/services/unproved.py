"""Texts to numbers that nobody proved, as neighbours type them: a few a day for each, and half of the site's at most.

So whoever takes tasks in the name of a stranger's phone uses up neither that phone nor the codes of others. Counted
apart from the outbox, whose rows go with a contact.
"""

from django.conf import settings
from django.core.cache import cache

from apps.core.tries import may_try
from apps.reminders import selectors
from apps.reminders.kinds import Channel
from apps.reminders.models import Reminder

A_DAY, TEXTS_A_DAY = 24 * 3600, 6


def may_text(reminder: Reminder, number: str) -> bool:
    """Whether this attempt is among the first of its day. Asked again about one attempt, it counts once."""
    asked = f"reminders.unproved:{reminder.pk}:{reminder.attempts}"
    known = cache.get(asked)
    if known is None:
        known = _count(number)
        cache.set(asked, known, timeout=A_DAY)
    return bool(known)


def _count(number: str) -> bool:
    mark = selectors.mark(Channel.SMS, number)
    if not may_try(f"reminders.unproved:{mark}", limit=TEXTS_A_DAY, seconds=A_DAY):
        return False
    share = settings.SMS_DAILY_BUDGET // 2
    return may_try("reminders.unproved", limit=share, seconds=A_DAY)
