"""Making a row once, however often its form arrives: the form's hidden id is the row's."""

from collections.abc import Callable
from typing import TypeVar
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def save_once(row: Row, earlier: Callable[[], Row | None]) -> tuple[Row, bool]:
    """Insert ``row``; the row and whether it is new.

    When its id is taken, ``earlier`` looks for the same person's own row with that id. If it finds none the
    id is somebody else's: the row gets another one, so that an id from elsewhere opens and tells nothing.
    """
    found = earlier()
    if found is not None:
        return found, False
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        found = earlier()
        if found is not None:
            return found, False
        row.pk = uuid4()
        row.save(force_insert=True)
    return row, True
