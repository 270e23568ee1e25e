"""Reads of this room."""

from apps.reminders.selectors.outbox import BEAT, beat_is_alive, has_room_for_texts, heaviest, life
from apps.reminders.selectors.wishes import (
    also_told,
    circle_hours,
    listening,
    muted_in,
    own_hours,
    preference,
    ways_to,
    wishes,
)

__all__ = [
    "BEAT",
    "also_told",
    "beat_is_alive",
    "circle_hours",
    "has_room_for_texts",
    "heaviest",
    "life",
    "listening",
    "muted_in",
    "own_hours",
    "preference",
    "ways_to",
    "wishes",
]
