"""What a person could take out: of the circle, and of what they wrote in it."""

from django.test import Client

from apps.circles.access import Access
from apps.interop import rendering, selectors
from apps.interop.selectors import Rows
from tests.access.leaks.shape import Item, Surface


def circle_archive(access: Access, client: Client) -> str:
    return _written(selectors.circle_rows(access))


def own_archive(access: Access, client: Client) -> str:
    return _written(selectors.own_rows(access.membership.user))


def _written(rows: Rows) -> str:
    chapters = rendering.chapters(rows)
    return "\n".join(
        f"{chapter.title}: {value.label}: {value.shown} {value.plain}"
        for chapter in chapters
        for row in chapter.rows
        for value in row
    )


ITEMS: tuple[Item, ...] = ()
SURFACES = (
    Surface("circle archive", circle_archive, ("appointment", "visit", "task")),
    Surface("own archive", own_archive),
)
