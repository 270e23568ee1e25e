"""Pages by keyset: a page costs the same however many came before it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from apps.careplan.models import Appointment

T = TypeVar("T")
PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items, and the key that the next page is asked for with (empty: there is none)."""

    items: list[T]
    next_key: str


def after(rows: QuerySet[Any], key: str, *, descending: bool = False) -> QuerySet[Any]:
    """The rows behind a key, in the order of their start. A key nobody made gives the first page."""
    place = _parse(key)
    if place is None:
        return rows
    starts_at, pk = place
    way = "lt" if descending else "gt"
    return rows.filter(
        Q(**{f"starts_at__{way}": starts_at}) | Q(**{"starts_at": starts_at, f"pk__{way}": pk})
    )


def key_of(appointment: Appointment) -> str:
    return f"{appointment.starts_at.isoformat()}~{appointment.pk}"


def _parse(key: str) -> tuple[datetime, UUID] | None:
    moment, _tilde, pk = key.partition("~")
    try:
        starts_at = datetime.fromisoformat(moment)
        return (starts_at.astimezone(UTC), UUID(pk)) if starts_at.tzinfo else None
    except (ValueError, OverflowError):
        return None
