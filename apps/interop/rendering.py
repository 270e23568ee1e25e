"""An archive in two forms: a page anyone can read, and JSON for a machine, in one file.

Values are turned into text once, here: moments in the reader's zone for the page, which says so, and with their
offset for the machine. What happens at a place its room tells on the clock of that place.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.circles.models import CircleOwned
from apps.core import days
from apps.core.portable import Part, Told, Words


@dataclass(frozen=True, slots=True)
class Value:
    """One thing said in a row: for the page with its label, for the machine with its name."""

    name: str
    label: str
    shown: str
    plain: Any


@dataclass(frozen=True, slots=True)
class Chapter:
    """The rows of one kind."""

    name: str
    title: str
    rows: list[list[Value]]


# Of every row that somebody wrote for a circle.
WRITTEN = {"author": gettext_lazy("Added by")}


def chapters(found: Iterable[tuple[Part, list[Any]]]) -> Iterator[Chapter]:
    """Kinds without a row are left out."""
    for part, rows in found:
        if rows:
            columns = [_column(name, field) for name, field in _fields(part).items()]
            written = [_entry(row, columns) for row in rows]
            yield Chapter(part.model._meta.label_lower, str(part.title), written)  # noqa: SLF001


def zipped(title: str, found: list[Chapter], made_at: datetime) -> bytes:
    """The archive: ``read-me.html`` and ``data.json``."""
    page = render_to_string(
        "interop/archive.html",
        {
            "title": title,
            "chapters": found,
            "made_at": made_at,
            "zone": days.reader_zone(),
        },
    )
    plain = {
        "title": title,
        "made_at": made_at.astimezone(UTC).isoformat(),
        "parts": {
            chapter.name: [{value.name: value.plain for value in row} for row in chapter.rows]
            for chapter in found
        },
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("read-me.html", page)
        archive.writestr("data.json", json.dumps(plain, ensure_ascii=False, indent=1))
    return file.getvalue()


def _fields(part: Part) -> Mapping[str, Words | Told]:
    return {**part.fields, **WRITTEN} if issubclass(part.model, CircleOwned) else part.fields


def _column(name: str, field: Words | Told) -> Callable[[Model], Value]:
    """Its label is made words of once, not with each row; what has no words of its own is told as it stands."""
    told = field if isinstance(field, Told) else Told(field, partial(_shown, name=name))
    label, plain = str(told.label), told.plain or partial(_stands, name=name)
    return lambda row: Value(name, label, told.words(row), plain(row))


def _entry(row: Model, columns: Iterable[Callable[[Model], Value]]) -> list[Value]:
    """Its id is for programs alone: other rows name it."""
    return [Value("id", "", "", str(row.pk)), *(column(row) for column in columns)]


def _shown(row: Model, name: str) -> str:
    value = getattr(row, name)
    choice = getattr(row, f"get_{name}_display", None)
    return str(choice()) if choice and value not in (None, "") else _in_a_word(value)


def _stands(row: Model, name: str) -> Any:
    return _plain(getattr(row, name))


def _in_a_word(value: Any) -> str:
    """In plain words; what is empty is left out."""
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case datetime():
            return days.date_and_time(timezone.localtime(value))
        case date():
            return days.date_words(value)
        case time():
            return days.time_words(value)
        case Model():
            return _called(value)
        case _:
            return str(value)


def _called(row: Model) -> str:
    return str(getattr(row, "name", "") or getattr(row, "title", "") or row)


def _plain(value: Any) -> Any:
    """As JSON has it: moments in UTC, and of another row its id beside what it is called."""
    match value:
        case None | bool() | int() | float() | str() | dict():
            return value
        case date() | time():
            return value.isoformat()
        case list():
            return [_plain(one) for one in value]
        case Model():
            return {"id": str(value.pk), "name": _called(value)}
        case _:
            return str(value)
