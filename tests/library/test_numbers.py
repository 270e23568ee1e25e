"""Numbers in texts: filled in for the country, tappable, and never a way to put code on a page."""

import re

import pytest
from django.utils.safestring import mark_safe

from apps.core.site_guide import UNSET, guide
from apps.core.templatetags.ui import call_link
from apps.library.templatetags.library import with_numbers


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("999", '<a class="dial" href="tel:999">999</a>'),
        ("NHS 111", '<strong>NHS </strong><a class="dial" href="tel:111">111</a>'),
        (
            "01632 960 100 (ward 7)",
            '<a class="dial" href="tel:01632960100">01632 960 100</a><strong> (ward 7)</strong>',
        ),
        ("your team's 24-hour number", "<strong>your team&#x27;s 24-hour number</strong>"),
        ("<script>", "<strong>&lt;script&gt;</strong>"),
    ],
)
def test_each_number_in_the_words_dials(words: str, html: str) -> None:
    assert call_link(words, "gb") == html


@pytest.mark.parametrize(
    ("country", "words", "dialled"),
    [
        ("gb", "01632 960 100, day and night", ["01632960100"]),
        ("gb", "Ring 01632 960 100. Out of hours, NHS 111.", ["01632960100", "111"]),
        ("gb", "020 7946 0000 ext 12, or 0800 1111", ["02079460000", "08001111"]),
        ("gb", "+44 (0)1632 960100", ["+441632960100"]),
        ("gb", "(020) 7946 0000 / 0300 123 4567", ["02079460000", "03001234567"]),
        ("gb", "NHS 111 (choose option 2) or Samaritans on 116 123", ["111", "116123"]),
        ("gb", "9-5 01632 960 100", ["01632960100"]),
        ("gb", "0800 1111 9-5", ["08001111"]),
        ("gb", "9am to 5pm 0800 1111, or 24 hours NHS 111", ["08001111", "111"]),
        ("gb", "0900-1700 999", ["999"]),
        ("gb", "Chemo ward 020 7946 0000, ward 12 020 7946 0001", ["02079460000", "02079460001"]),
        ("gb", "020 7946 0000 bleep 111, option 2", ["02079460000"]),
        ("gb", "01632 960 100 200", []),
        ("gb", "9-5, Monday to Friday: 01632 960 100 (24h: 999)", ["01632960100", "999"]),
        ("us", "(212) 555-0100", ["+12125550100"]),
        ("us", "1-800-227-2345, or 988 (call or text)", ["+18002272345", "988"]),
        ("us", "212-555-0100-911", []),
        ("us", "911 365 days, or 988 1 2 3", ["911"]),
        ("es", "08:00 a 20:00 91 234 56 78 opción 1", ["912345678"]),
        ("es", "1234", []),  # a short number that costs
        ("es", "024; 717 003 717", ["024", "717003717"]),
        ("es", "061 (112 for emergencies)", ["061", "112"]),
        ("cn", "120, 12356 or 010-6789 1234", ["120", "12356", "01067891234"]),
        ("cn", "急诊：１２０", ["120"]),
        ("cn", "+44 20 7946 0000", ["+442079460000"]),
        ("cn", "999", []),
        (UNSET, "01632 960 100 or 999", []),
    ],
)
def test_a_number_dials_whole_or_not_at_all(country: str, words: str, dialled: list[str]) -> None:
    assert re.findall('href="tel:([^"]*)"', call_link(words, country)) == dialled


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
