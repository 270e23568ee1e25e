"""Addresses of pages, in the portal and for what leaves it."""

from functools import cache
from uuid import UUID

from django.conf import settings
from django.urls import reverse


def address(name: str, *ids: object) -> str:
    """``reverse`` where all arguments are ids or tokens: where these stand is looked up only once."""
    return _shape(name, len(ids)).format(*ids)


def whole_address(name: str, *ids: object) -> str:
    """With the site's name in front, for a message or a calendar."""
    return f"{settings.SITE_URL}{address(name, *ids)}"


@cache
def _shape(name: str, count: int) -> str:
    stand_ins = [str(UUID(int=number)) for number in range(count)]
    shape = reverse(name, args=stand_ins)
    for number, stand_in in enumerate(stand_ins):
        shape = shape.replace(stand_in, f"{{{number}}}")
    return shape
