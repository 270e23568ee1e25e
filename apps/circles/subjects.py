"""What receipts are about: rooms register how a thing is called, so that the patient reads words and not ids."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise

from apps.circles.access import Access

Rows = Callable[[Access], Any]  # the rows of a circle that an access may see


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of thing. ``name`` is what receipts call it, ``noun`` what people do when it is gone."""

    name: str
    noun: Promise
    model: type[Model]
    visible: Rows
    title: Callable[[Any], str]


_subjects: dict[str, Subject] = {}


def register(subject: Subject) -> None:
    """Called from the ``ready`` of the room's app."""
    _subjects[subject.name] = subject


def get(name: str) -> Subject | None:
    return _subjects.get(name)
