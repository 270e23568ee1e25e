"""Which dates can be meant."""

from datetime import date, timedelta

OLDEST = date(1920, 1, 1)


YEARS_AHEAD = 20


def in_reach(day: date, today: date) -> bool:
    """Whether a date can be meant; anything else is a slip in the year."""
    return OLDEST <= day <= today + timedelta(days=366 * YEARS_AHEAD)
