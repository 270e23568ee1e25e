"""What people can take with them: each room names its rows once, and the archive is made from that.

A part is a kind of row. The circle's are read through an access, so that an archive holds what its owner may see and
no more; a person's own hang on the person and go when the account goes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one kind, and what of them is worth taking: names of fields or properties, in reading order."""

    model: type[Model]
    title: str | Promise
    fields: tuple[str, ...]
    owner: str = (
        ""  # how a row leads to its person, like "membership__user"; the circle's rows have none
    )

    @property
    def is_own(self) -> bool:
        return bool(self.owner)


_parts: dict[type[Model], Part] = {}


def register(*parts: Part) -> None:
    """Called in a room's ``ready``."""
    _parts.update({part.model: part for part in parts})


def own_parts() -> Iterator[Part]:
    """What is a person's own, in the order of the rooms from the top floor down."""
    return (part for part in _parts.values() if part.is_own)


def circle_parts() -> Iterator[Part]:
    """What is a circle's."""
    return (part for part in _parts.values() if not part.is_own)
