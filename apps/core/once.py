"""Making a row once, however often its form arrives: the form's hidden id is the row's."""

from collections.abc import Callable
from typing import TypeVar
from uuid import uuid5

from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def save_once(row: Row, mine: "QuerySet[Row]", same: Callable[[Row], bool]) -> tuple[Row, bool]:
    """Insert ``row``; the row and whether it is new.

    When its id is taken, one of ``mine`` that says the ``same`` is the other half of a double tap. Anything
    else, be it a form that went back and was filled in anew or somebody else's row, keeps what it is: the
    row gets the next id that follows from its own, so that a double tap of this form is found again too.
    """
    while not _is_inserted(row):
        found = mine.filter(pk=row.pk).first()
        if found is not None and same(found):
            return found, False
        row.pk = uuid5(row.pk, "next")
    return row, True


def alike(row: Row, *fields: str) -> Callable[[Row], bool]:
    """Whether another row has the same in these fields."""
    return lambda other: all(getattr(other, name) == getattr(row, name) for name in fields)


def _is_inserted(row: Row) -> bool:
    """False when its id is taken. Any other conflict is for the caller."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        rows = type(row)._default_manager  # noqa: SLF001  a documented name of Django's
        if not rows.filter(pk=row.pk).exists():
            raise
        return False
    return True
