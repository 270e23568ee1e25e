"""Pages by keyset: a page costs the same however many came before it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

T = TypeVar("T")
PAGE_SIZE = 30
BY_START = ("starts_at", "pk")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items, and the key that the next page is asked for with (empty: there is none)."""

    items: list[T]
    next_key: str


def after(
    rows: QuerySet[Any], key: str, *, descending: bool = False, order: tuple[str, ...] = BY_START
) -> QuerySet[Any]:
    """The rows behind a key in their ``order``: moments, of which the empty ones come last, and the id.

    A key nobody made gives the first page.
    """
    place = _parse(key, len(order))
    if place is None:
        return rows
    way = "lt" if descending else "gt"
    behind, same = Q(), Q()
    for field, value in zip(order, place, strict=True):
        if value is not None:
            behind |= same & (Q(**{f"{field}__{way}": value}) | Q(**{f"{field}__isnull": True}))
        same &= Q(**{field: value})
    return rows.filter(behind)


def key_of(row: Model, order: tuple[str, ...] = BY_START) -> str:
    return "~".join(_written(getattr(row, field)) for field in order)


def _written(value: datetime | UUID | None) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value or "")


def _parse(key: str, parts: int) -> list[datetime | UUID | None] | None:
    *moments, pk = key.split("~")
    if len(moments) + 1 != parts:
        return None
    try:
        return [*(_moment(written) if written else None for written in moments), UUID(pk)]
    except (ValueError, OverflowError):
        return None


def _moment(written: str) -> datetime:
    """Raises ValueError for anything but an aware moment."""
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise ValueError(written)
    return moment.astimezone(UTC)
