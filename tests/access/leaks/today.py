"""Today."""

from tests.access.leaks.shape import Item, page

ITEMS: tuple[Item, ...] = ()
SURFACES = (page("today", "appointment", "task"),)
