"""IANA time zones: which names we accept, and local wall-clock times that a clock change skips or doubles."""

from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo, available_timezones


@cache
def known_zones() -> frozenset[str]:
    """Names a person may choose: places, not offsets or legacy aliases without a slash (but UTC)."""
    skip = ("Etc/", "SystemV/", "posix/", "right/", "US/")
    return frozenset(z for z in available_timezones() if "/" in z and not z.startswith(skip)) | {
        "UTC"
    }


def is_zone(name: str) -> bool:
    return name in known_zones()


class SkippedTime(ValueError):
    """The clocks go forward over this time: it does not exist that day."""


class DoubledTime(ValueError):
    """The clocks go back over this time: it comes twice that day."""


def moment(day: date, at: time, zone: str, *, strict: bool = False) -> datetime:
    """The aware UTC moment of a wall-clock time in ``zone``.

    Strict raises SkippedTime or DoubledTime at a clock change; otherwise the first meaning is taken
    (a skipped 01:30 becomes the moment the clock shows 02:30).
    """
    local = datetime.combine(day, at, ZoneInfo(zone))
    result = local.astimezone(UTC)
    if strict:
        if result.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local.replace(tzinfo=None):
            raise SkippedTime(zone)
        if local.replace(fold=1).utcoffset() != local.utcoffset():
            raise DoubledTime(zone)
    return result
