"""What people can take with them: each room names its rows once, and the archive is made from that.

A part is a kind of row. The circle's are read through an access, so that an archive holds what its owner may see and
no more; a person's own hang on the person and go when the account goes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Told:
    """A value that does not speak for itself: what the page says of the row, and what programs get (without
    ``plain``, the value as it stands)."""

    label: Words
    words: Callable[[Any], str]
    plain: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one kind, and what of them is worth taking: fields or properties with their labels, in reading order."""

    model: type[Model]
    title: Words
    fields: Mapping[str, Words | Told]
    # How a row leads to its person, like "membership__user"; the circle's rows have none.
    owner: str = ""
    # What an access may see, where the model's own ``visible_to`` does not say.
    rows: Callable[[Any], Iterable[Model]] | None = None

    @property
    def is_own(self) -> bool:
        return bool(self.owner)


_parts: dict[tuple[type[Model], bool], Part] = {}


def register(*parts: Part) -> None:
    """Called in a room's ``ready``. Two parts of one kind are a mistake: one of them would be lost."""
    for part in parts:
        if _parts.setdefault((part.model, part.is_own), part) is not part:
            raise ValueError(f"{part.model.__name__} is named twice.")


def own_parts() -> Iterator[Part]:
    """What is a person's own, in the order of the rooms from the top floor down."""
    return (part for part in _parts.values() if part.is_own)


def circle_parts() -> Iterator[Part]:
    """What is a circle's."""
    return (part for part in _parts.values() if not part.is_own)
