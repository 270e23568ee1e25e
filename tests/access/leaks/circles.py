"""The circle's people, and who looked."""

from tests.access.leaks.shape import Item, page

ITEMS: tuple[Item, ...] = ()
SURFACES = (page("circle_people"), page("circle_who_looked"))
