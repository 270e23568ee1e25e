"""An archive in two forms: a page anyone can read, and JSON for a machine, in one file.

Values are turned into text once, here: moments in the reader's zone for the page and in UTC for the machine.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apps.core.portable import Part


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


def chapters(found: Iterable[tuple[Part, list[Model]]]) -> Iterator[Chapter]:
    """Kinds without a row are left out."""
    for part, rows in found:
        if rows:
            written = [[_value(row, name) for name in part.fields] for row in rows]
            yield Chapter(part.model._meta.label_lower, str(part.title), written)  # noqa: SLF001


def zipped(title: str, found: list[Chapter], made_at: datetime) -> bytes:
    """The archive: ``read-me.html`` and ``data.json``."""
    page = render_to_string(
        "interop/archive.html", {"title": title, "chapters": found, "made_at": made_at}
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


def _value(row: Model, name: str) -> Value:
    value = getattr(row, name)
    choice = getattr(row, f"get_{name}_display", None)
    shown = str(choice()) if choice and value != "" else _shown(value)
    return Value(name, _label(row, name), shown, _plain(value))


def _label(row: Model, name: str) -> str:
    try:
        field = row._meta.get_field(name)  # noqa: SLF001
    except FieldDoesNotExist:
        return _named(name)
    return str(capfirst(getattr(field, "verbose_name", ""))) or _named(name)


def _named(name: str) -> str:
    return str(capfirst(name.replace("_", " ")))


def _shown(value: Any) -> str:
    """In plain words; what is empty is left out."""
    match value:
        case dict():
            lines = ((_named(name), _shown(one) or _("none")) for name, one in value.items())
            return "\n".join(f"{name}: {one}" for name, one in lines)
        case list():
            return ", ".join(_shown(one) for one in value)
        case _:
            return _in_a_word(value)


def _in_a_word(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case datetime():
            return date_format(timezone.localtime(value), "j F Y, H:i")
        case date():
            return date_format(value, "j F Y")
        case time():
            return f"{value:%H:%M}"
        case Model():
            return str(getattr(value, "name", "") or value)
        case _:
            return str(value)


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date() | time():
            return value.isoformat()
        case list():
            return [_plain(one) for one in value]
        case dict():
            return value
        case Model():
            return str(getattr(value, "name", "") or value.pk)
        case _:
            return str(value)
