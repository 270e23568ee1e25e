"""What can be kept from some of a circle, and every place where it would show, a file a room.

A room that brings a kind of item adds an ``Item``; one that brings a list, a count, a card on Today, a
feed or a message adds a ``Surface``. ``tests/access/test_leaks.py`` does the rest.
"""

from tests.access.leaks import careplan, circles, interop, reminders, today
from tests.access.leaks.shape import Item, Surface

ROOMS = (careplan, circles, interop, reminders, today)
ITEMS: tuple[Item, ...] = tuple(item for room in ROOMS for item in room.ITEMS)
EVERYTHING: tuple[Item, ...] = (*ITEMS, *careplan.ALSO)
SURFACES: tuple[Surface, ...] = tuple(surface for room in ROOMS for surface in room.SURFACES)

__all__ = ["EVERYTHING", "ITEMS", "SURFACES", "Item", "Surface"]
