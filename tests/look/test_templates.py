"""Every template obeys the Content-Security-Policy and speaks the words of the stylesheet."""

import re
from pathlib import Path

import pytest
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


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path != MAIL], ids=name)
def test_no_style_script_or_handler_stands_inside_a_page(path: Path) -> None:
    assert _inline.findall(path.read_text(encoding="utf-8")) == []


def test_the_mail_layout_has_one_style_block_and_nothing_else_inline() -> None:
    text = MAIL.read_text(encoding="utf-8")
    assert text.count("<style>") == 1
    assert _inline.findall(text.replace("<style>", "")) == []


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_class_in_a_page_is_one_the_stylesheet_knows(path: Path) -> None:
    known = set(re.findall(r"\.([a-zA-Z][\w-]*)", joined_css()))
    used = {
        word
        for value in _class.findall(_tag.sub(" ", path.read_text(encoding="utf-8")))
        for word in _variable.sub("", value).split()
    }
    assert used - known == set()


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_behaviour_in_a_page_exists(path: Path) -> None:
    known = {Path(file).stem for file in BEHAVIOURS}
    used = {
        word
        for value in _behaviour.findall(path.read_text(encoding="utf-8"))
        for word in value.split()
    }
    assert used - known == set()
