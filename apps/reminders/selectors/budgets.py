"""Reads of the day's texts: how many may still be begun. Counted is what was begun, whatever became of it.

So asking for codes to numbers nobody has uses up none.
"""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Count, QuerySet

from apps.core import clock
from apps.reminders.kinds import Channel
from apps.reminders.models import Delivery

DAY = timedelta(days=1)


def texts_left() -> int:
    """For the whole site; below nothing where more were begun than may be."""
    return int(settings.SMS_DAILY_BUDGET) - _texts_today().count()


def texts_left_in(circles: Collection[UUID]) -> dict[UUID, int]:
    """Of each circle's own share. One query."""
    begun = _texts_today().filter(reminder__circle__in=circles)
    counted = begun.values_list("reminder__circle").annotate(Count("pk"))
    share = int(settings.SMS_CIRCLE_DAILY_BUDGET)
    return dict.fromkeys(circles, share) | {circle: share - texts for circle, texts in counted}


def has_room_for_texts() -> bool:
    """Whether the day's budget holds one more."""
    return texts_left() > 0


def circles_without_texts(circles: Collection[UUID]) -> set[UUID]:
    """Those of these circles whose own share of the day's texts is spent. One query."""
    return {circle for circle, left in texts_left_in(circles).items() if left <= 0}


def _texts_today() -> QuerySet[Delivery]:
    return Delivery.objects.filter(channel=Channel.SMS, started_at__gt=clock.now() - DAY)
