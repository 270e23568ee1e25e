"""How the day is greeted."""

from enum import StrEnum


class DayPart(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


def day_part(hour: int) -> DayPart:
    """Which part of the day an hour (0 to 23, the reader's) belongs to; nights count as evening."""
    if 5 <= hour < 12:
        return DayPart.MORNING
    if 12 <= hour < 18:
        return DayPart.AFTERNOON
    return DayPart.EVENING
