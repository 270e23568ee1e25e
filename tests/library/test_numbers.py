"""Numbers in texts: filled in for the country, tappable, and never a way to put code on a page."""

import pytest
from django.utils.safestring import mark_safe

from apps.core.site_guide import UNSET, Line, guide
from apps.library.templatetags.library import call_link, with_numbers


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("999", '<a class="dial" href="tel:999">999</a>'),
        ("NHS 111", '<strong>NHS </strong><a class="dial" href="tel:111">111</a>'),
        (
            "01632 960 100 (ward 7)",
            '<a class="dial" href="tel:01632960100">01632 960 100</a><strong> (ward 7)</strong>',
        ),
        ("+44 20 7946 0000", '<a class="dial" href="tel:+442079460000">+44 20 7946 0000</a>'),
        ("your team's 24-hour number", "<strong>your team&#x27;s 24-hour number</strong>"),
        ("<script>", "<strong>&lt;script&gt;</strong>"),
    ],
)
def test_each_number_in_the_words_dials(words: str, html: str) -> None:
    assert call_link(Line(words)) == html


def test_a_place_in_a_text_is_filled_in_with_the_countrys_words() -> None:
    assert "tel:999" in with_numbers("Call {{emergency_number}} now.", guide("gb"))
    assert "your local emergency number" in with_numbers(
        "Call {{ emergency_number }}.", guide(UNSET)
    )


def test_a_fever_is_told_and_not_dialled() -> None:
    assert "tel:" not in with_numbers("It is {{fever}}.", guide("us"))


def test_the_words_around_are_escaped_unless_they_are_safe_already() -> None:
    assert with_numbers("<b>{{hotline}}", guide(UNSET)).startswith("&lt;b&gt;")
    assert with_numbers(mark_safe("<b>{{hotline}}</b>"), guide(UNSET)).startswith("<b>")
    assert with_numbers("{{secret_key}}", guide(UNSET)) == "{{secret_key}}"
