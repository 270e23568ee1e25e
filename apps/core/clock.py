"""The only clock. Rules take the time as a value; everything else asks here, so that tests can set it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone


def now() -> datetime:
    """The moment it is, aware, in UTC."""
    return timezone.now().astimezone(UTC)


def today(zone: str) -> date:
    """The date it is in ``zone`` (an IANA name)."""
    return now().astimezone(ZoneInfo(zone)).date()
