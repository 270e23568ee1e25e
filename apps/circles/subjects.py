"""What receipts are about: rooms register how a thing is called, so that the patient reads words and not ids."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import F, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise

from apps.circles.access import Access
from apps.circles.kinds import Action

Rows = Callable[[Access], Any]  # the rows of a circle that an access may see


MOST_FIELDS = 3


def _as_it_is(words: str) -> str:
    return words


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of thing. ``name`` is what receipts call it, ``noun`` what people do when it is gone.

    ``title`` makes words of what stands in the ``fields`` of a row, three at most. Every kind is asked in the
    same shape, so that things of many kinds are found in one query.
    """

    name: str
    noun: Promise
    model: type[Model]
    visible: Rows
    fields: tuple[str, ...]
    title: Callable[..., str] = _as_it_is
    # Where the usual words would mislead.
    words: Mapping[Action, Promise] = field(default_factory=dict)
    is_person: bool = False  # a name stands in a sentence as it is, a title between quotation marks

    def there(self, ids: Iterable[UUID]) -> QuerySet[Any, Any]:
        """Which of these exist, whoever may see them."""
        return self._shaped(self.model._base_manager.filter(pk__in=ids), ())  # noqa: SLF001

    def shown(self, access: Access, ids: Iterable[UUID]) -> QuerySet[Any, Any]:
        """Those of these that this access may see, with what their titles are made of."""
        return self._shaped(self.visible(access).filter(pk__in=ids), self.fields)

    def title_of(self, fields: Iterable[str]) -> str:
        return self.title(*list(fields)[: len(self.fields)])

    def _shaped(self, rows: Any, fields: tuple[str, ...]) -> QuerySet[Any, Any]:
        texts: list[Any] = [Cast(F(name), TextField()) for name in fields]
        texts += [Value("", TextField())] * (MOST_FIELDS - len(fields))
        shaped: QuerySet[Any, Any] = rows.order_by().values_list(
            Value(self.name, TextField()), "pk", *texts
        )
        return shaped


_subjects: dict[str, Subject] = {}


def register(subject: Subject) -> None:
    """Called from the ``ready`` of the room's app."""
    _subjects[subject.name] = subject


def get(name: str) -> Subject | None:
    return _subjects.get(name)
