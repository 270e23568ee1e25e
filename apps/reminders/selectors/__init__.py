"""Reads of this room."""

from apps.reminders.selectors.bell import rung, unread
from apps.reminders.selectors.budgets import (
    circles_without_texts,
    has_room_for_texts,
    texts_left,
    texts_left_in,
)
from apps.reminders.selectors.devices import devices_by_user, devices_of, lost_devices
from apps.reminders.selectors.figures import Count, Figures, counts, figures
from apps.reminders.selectors.outbox import BEAT, beat_is_alive, heaviest, life
from apps.reminders.selectors.ways import (
    TAKEN,
    closed_in,
    closed_ways,
    is_cut_off,
    is_unreached,
    mark,
    parked,
    tried,
)
from apps.reminders.selectors.wishes import (
    Listeners,
    circle_hours,
    listeners,
    listening,
    muted_in,
    own_hours,
    preference,
    ways_to,
    wishes,
)

__all__ = [
    "BEAT",
    "TAKEN",
    "Count",
    "Figures",
    "Listeners",
    "beat_is_alive",
    "circle_hours",
    "circles_without_texts",
    "closed_in",
    "closed_ways",
    "counts",
    "devices_by_user",
    "devices_of",
    "figures",
    "has_room_for_texts",
    "heaviest",
    "is_cut_off",
    "is_unreached",
    "life",
    "listeners",
    "listening",
    "lost_devices",
    "mark",
    "muted_in",
    "own_hours",
    "parked",
    "preference",
    "rung",
    "texts_left",
    "texts_left_in",
    "tried",
    "unread",
    "ways_to",
    "wishes",
]
