"""One stylesheet and one script, small enough for a phone on a bad line."""

from pathlib import Path
from typing import Any

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured

from portal import storage


def compressed(text: str) -> int:
    return len(brotli.compress(text.encode()))


@pytest.mark.parametrize(("name", "budget"), [("app.css", 8_000), ("app.js", 19_000)])
def test_the_joined_files_stay_within_their_share_of_the_sixty_kilobytes(
    name: str, budget: int
) -> None:
    assert compressed(storage.JOINED[name]()) <= budget


def test_the_joined_files_are_found_like_any_other_static_file() -> None:
    for name, join in storage.JOINED.items():
        found = finders.find(name)
        assert isinstance(found, str)
        assert Path(found).read_text(encoding="utf-8") == join()


def test_a_changed_source_is_joined_anew_the_next_time_it_is_asked_for(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VAR_DIR = tmp_path
    finder = storage.JoinedFilesFinder()
    finder.find("app.css")
    monkeypatch.setitem(storage.JOINED, "app.css", lambda: "/* newer */")
    assert Path(finder.find("app.css")).read_text(encoding="utf-8") == "/* newer */"


def test_collecting_yields_both_joined_files() -> None:
    yielded = {path: files.path(path) for path, files in storage.JoinedFilesFinder().list([])}
    assert set(yielded) == {"app.css", "app.js"}
    assert all(Path(path).is_file() for path in yielded.values())


def test_the_layers_are_ordered_before_anything_else() -> None:
    assert storage.joined_css().startswith(
        "@layer reset, tokens, base, layout, components, utilities;"
    )


def test_the_script_starts_with_htmx_and_holds_no_module_syntax() -> None:
    script = storage.joined_js()
    assert script.startswith("var htmx=")
    own = script[script.index('"use strict";\nconst module_') :]
    assert "\nimport " not in own
    assert "\nexport " not in own
    assert own.count("return { connect };") == len(storage.BEHAVIOURS)


def test_module_syntax_the_joiner_does_not_know_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = {"js/behaviours/odd.js": 'import { helper } from "./helper.js";\n'}
    monkeypatch.setattr(
        storage, "_source", lambda path: sources.get(path, "export function connect() {}\n")
    )
    monkeypatch.setattr(storage, "BEHAVIOURS", tuple(sources))
    with pytest.raises(ImproperlyConfigured, match=r"odd\.js"):
        storage.joined_js()


def test_a_listed_file_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "CSS", ("css/nowhere.css",))
    with pytest.raises(ImproperlyConfigured, match=r"css/nowhere\.css"):
        storage.joined_css()
