"""One ``app.css`` and one ``app.js``: the only build there is.

``JoinedFilesFinder`` joins the files listed here whenever they are asked for, so that pages link the
same two addresses while developing, in tests and after ``collectstatic``. It comes first in
``STATICFILES_FINDERS``; the storage is whitenoise's, with hashes, brotli and gzip.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage

CSS = (
    "css/layers.css",
    "css/tokens.css",
    "css/reset.css",
    "css/base.css",
    "css/layout.css",
    "css/components/agenda.css",
    "css/components/article.css",
    "css/components/avatar.css",
    "css/components/back.css",
    "css/components/bell.css",
    "css/components/brand.css",
    "css/components/button.css",
    "css/components/callout.css",
    "css/components/calls.css",
    "css/components/card.css",
    "css/components/chips.css",
    "css/components/choice.css",
    "css/components/circle-state.css",
    "css/components/empty.css",
    "css/components/error-summary.css",
    "css/components/facts.css",
    "css/components/field.css",
    "css/components/for-another.css",
    "css/components/glossary.css",
    "css/components/icon.css",
    "css/components/list.css",
    "css/components/looking.css",
    "css/components/month.css",
    "css/components/more.css",
    "css/components/notice.css",
    "css/components/pager.css",
    "css/components/qr.css",
    "css/components/search.css",
    "css/components/select.css",
    "css/components/sheet.css",
    "css/components/skip-link.css",
    "css/components/spoken.css",
    "css/components/status.css",
    "css/components/switch.css",
    "css/components/switcher.css",
    "css/components/tabs.css",
    "css/components/tag.css",
    "css/components/tick.css",
    "css/components/timeline.css",
    "css/components/topbar.css",
    "css/components/versions.css",
    "css/components/week.css",
    "css/utilities.css",
    "css/print.css",
)
BEHAVIOURS = (
    "js/behaviours/after-swap.js",
    "js/behaviours/copy.js",
    "js/behaviours/keep-draft.js",
    "js/behaviours/leave.js",
    "js/behaviours/forget-kept.js",
    "js/behaviours/menu.js",
    "js/behaviours/passkey.js",
    "js/behaviours/print-page.js",
    "js/behaviours/push.js",
    "js/behaviours/read-aloud.js",
    "js/behaviours/refresh.js",
    "js/behaviours/share.js",
    "js/behaviours/shown-for.js",
    "js/behaviours/status.js",
    "js/behaviours/submit-once.js",
    "js/behaviours/time-zone.js",
)
HTMX = "django_htmx/htmx-2.min.js"
APP = "js/app.js"

_css_comment = re.compile(r"/\*.*?\*/", re.DOTALL)
_js_comment = re.compile(r"(^|(?<=[;,{})]) )\s*//.*$", re.MULTILINE)  # of our own modules
_indent = re.compile(r"^\s+", re.MULTILINE)
_import = re.compile(r'^import \* as (?P<name>\w+) from "\./(?P<path>[\w/-]+\.js)";$', re.MULTILINE)
_export = re.compile(r"^export (?=function connect\()", re.MULTILINE)
_module_syntax = re.compile(r"^(import|export)\b", re.MULTILINE)


def joined_css() -> str:
    """Every listed stylesheet, without comments and indents."""
    css = "\n".join(_source(path) for path in CSS)
    return _indent.sub("", _css_comment.sub("", css))


def joined_js() -> str:
    """Htmx, then our modules as one plain script: each module a function, each import a name for its result."""
    modules = "\n".join(f"const {_variable(path)} = {_module(path)};" for path in BEHAVIOURS)
    app = _plain(APP, _import.sub(_name_for_import, _source(APP)))
    return f'{_source(HTMX)}\n(() => {{\n"use strict";\n{modules}\n{app}}})();\n'


JOINED: dict[str, Callable[[], str]] = {"app.css": joined_css, "app.js": joined_js}


class JoinedFilesFinder(finders.BaseFinder):
    """Finds the joined files in ``VAR_DIR/assets``, where it writes them when their sources changed."""

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path not in JOINED:
            return []
        found = str(_write(path))
        return [found] if find_all else found

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        storage = FileSystemStorage(location=_folder())
        for path in JOINED:
            _write(path)
            yield path, storage


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "assets"


def _write(path: str) -> Path:
    """Written beside and moved into place: several processes may ask at once."""
    target, text = _folder() / path, JOINED[path]()
    if not target.exists() or target.read_text(encoding="utf-8") != text:
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", dir=target.parent, delete=False) as draft:
            draft.write(text)
        Path(draft.name).chmod(0o644)
        Path(draft.name).replace(target)
    return target


def _source(path: str) -> str:
    found = finders.find(path)
    if not isinstance(found, str):
        raise ImproperlyConfigured(
            f"portal.storage lists {path}, which is not among the static files."
        )
    return Path(found).read_text(encoding="utf-8")


def _module(path: str) -> str:
    return f"(() => {{\n{_plain(path, _export.sub('', _source(path)))}return {{ connect }};\n}})()"


def _plain(path: str, source: str) -> str:
    """The source as a plain script, without comments and indents. What this small joiner does not know is
    refused, not guessed: a text over several lines, whose indents would count, as well."""
    if _module_syntax.search(source):
        raise ImproperlyConfigured(
            f"{path}: only app.js imports (import * as name), and a behaviour exports connect alone."
        )
    if any(line.count("`") % 2 for line in source.splitlines()):
        raise ImproperlyConfigured(f"{path}: a text in backquotes ends on the line it begins on.")
    return _indent.sub("", _js_comment.sub("", source))


def _name_for_import(match: re.Match[str]) -> str:
    return f"const {match['name']} = {_variable('js/' + match['path'])};"


def _variable(path: str) -> str:
    return "module_" + re.sub(r"\W", "_", Path(path).stem)
