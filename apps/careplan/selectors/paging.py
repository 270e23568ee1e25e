"""Pages by keyset: a page costs the same however many came before it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

T = TypeVar("T")
PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items, and the key that the next page is asked for with (empty: there is none)."""

    items: list[T]
    next_key: str


def after(
    rows: QuerySet[Any], key: str, *, by: str = "starts_at", descending: bool = False
) -> QuerySet[Any]:
    """The rows behind a key, in the order of a moment. A key nobody made gives the first page."""
    place = _parse(key)
    if place is None:
        return rows
    moment, pk = place
    way = "lt" if descending else "gt"
    return rows.filter(Q(**{f"{by}__{way}": moment}) | Q(**{by: moment, f"pk__{way}": pk}))


def key_of(row: Model, *, by: str = "starts_at") -> str:
    return f"{getattr(row, by).isoformat()}~{row.pk}"


def _parse(key: str) -> tuple[datetime, UUID] | None:
    moment, _tilde, pk = key.partition("~")
    try:
        starts_at = datetime.fromisoformat(moment)
        return (starts_at.astimezone(UTC), UUID(pk)) if starts_at.tzinfo else None
    except (ValueError, OverflowError):
        return None
