"""Every template obeys the Content-Security-Policy and speaks the words of the stylesheet."""

import re
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from portal.storage import BEHAVIOURS, joined_css

ROOT = settings.BASE_DIR / "templates"
MAIL = ROOT / "layouts/email.html"
TEMPLATES = sorted(ROOT.glob("**/*.html"))
PAGES = [path for path in TEMPLATES if path != MAIL and "email" not in path.parts]

_inline = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\bsrc=)", re.IGNORECASE
)
_class = re.compile(r'\bclass="([^"]*)"')
_tag = re.compile(r"\{%.*?%\}|\{#.*?#\}")
_variable = re.compile(r"\S*\{\{.*?\}\}\S*")
_behaviour = re.compile(r'\bdata-behaviour="([^"]*)"')


def classes(text: str) -> set[str]:
    """Those that stand there whole, without what a variable fills in."""
    values = _class.findall(_tag.sub(" ", text))
    return {word for value in values for word in _variable.sub("", value).split()}


def offenders(found: Iterable[tuple[Path, object]]) -> dict[str, object]:
    return {str(path.relative_to(ROOT)): wrong for path, wrong in found if wrong}


def test_no_style_script_or_handler_stands_inside_a_page() -> None:
    found = ((path, _inline.findall(path.read_text(encoding="utf-8"))) for path in TEMPLATES)
    assert [*offenders(found)] == [str(MAIL.relative_to(ROOT))]


def test_the_mail_layout_has_one_style_block_and_nothing_else_inline() -> None:
    text = MAIL.read_text(encoding="utf-8")
    assert text.count("<style>") == 1
    assert _inline.findall(text.replace("<style>", "")) == []


def test_every_class_in_a_page_is_one_the_stylesheet_knows() -> None:
    known = set(re.findall(r"\.([a-zA-Z][\w-]*)", joined_css()))
    used = ((path, classes(path.read_text(encoding="utf-8"))) for path in PAGES)
    assert offenders((path, names - known) for path, names in used) == {}


def test_every_behaviour_in_a_page_exists() -> None:
    known = {Path(file).stem for file in BEHAVIOURS}
    used = ((path, _behaviour.findall(path.read_text(encoding="utf-8"))) for path in PAGES)
    assert offenders((path, {*" ".join(values).split()} - known) for path, values in used) == {}
