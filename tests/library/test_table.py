"""The table in docs/library.md is the one the files give."""

import pytest
from django.core.management import CommandError, call_command

from apps.library import shipped
from apps.library.management.commands import library_table
from apps.library.rules.table import filled, table


def test_the_table_in_the_documentation_is_current() -> None:
    page = library_table.PAGE.read_text(encoding="utf-8")
    assert filled(page, table(shipped.seed(), shipped.syllables())) == page


def test_an_old_table_fails_the_check(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "library.md"  # type: ignore[operator]
    old.write_text(filled(library_table.PAGE.read_text(encoding="utf-8"), "| old |"))
    monkeypatch.setattr(library_table, "PAGE", old)
    monkeypatch.setattr(library_table, "check", lambda *_: [])
    with pytest.raises(CommandError, match="out of date"):
        call_command("library_table", "--check")
    call_command("library_table")
    call_command("library_table", "--check")
