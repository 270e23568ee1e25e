"""The shape of an item and of a surface."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.test import Client
from django.urls import reverse

from apps.circles.access import Access
from apps.circles.kinds import Section
from apps.circles.rules import Sharing


@dataclass(frozen=True)
class Item:
    """A kind of thing that can be kept from some. ``name`` is what rows of the table ``need``."""

    name: str
    section: Section
    patient_sees_all: bool
    make: Callable[[Access, str, Sharing], UUID]  # by whom, with which words, shared how

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Surface:
    """A place where items would show: what one person gets there, as text.

    ``shows`` names the items whose words stand there for whoever may see them.
    """

    name: str
    look: Callable[[Access, Client], str]
    shows: tuple[str, ...] = ()


def page(name: str, *shows: str, args: tuple[object, ...] = ()) -> Surface:
    """The page of that address as a surface."""

    def look(access: Access, client: Client) -> str:
        return client.get(reverse(name, args=[access.circle.pk, *args])).content.decode()

    return Surface(name, look, shows)
