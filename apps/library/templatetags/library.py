"""Filling in the numbers of a country where a text says {{hotline}} and the like."""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from apps.core.site_guide import LINES, Line, SiteGuide

register = template.Library()

_number = re.compile(r"(?<![\d.,-])(\+?\d[\d -]+\d)(?![\d.,])")  # three digits or more
_place = re.compile(r"\{\{\s*(\w+)\s*\}\}")


@register.filter
def with_numbers(text: str, numbers: SiteGuide) -> SafeString:
    """The text, escaped unless it is safe already, with the country's words; numbers can be tapped."""

    def line(match: re.Match[str]) -> str:
        name = match[1]
        if name not in LINES:
            return match[0]
        told = getattr(numbers, name)
        return format_html("<strong>{}</strong>", told) if name == "fever" else call_link(told)

    filled = _place.sub(line, conditional_escape(text))
    return mark_safe(filled)  # noqa: S308  escaped above, and each line by call_link


@register.filter
def call_link(line: Line) -> SafeString:
    """Whom to call, with each number in the words made one that dials."""
    pieces = _number.split(line.words)  # words, number, words, number, …
    linked = [_dial(piece) if place % 2 else _strong(piece) for place, piece in enumerate(pieces)]
    return mark_safe("".join(linked))  # noqa: S308  each piece is escaped


def _strong(words: str) -> SafeString:
    return format_html("<strong>{}</strong>", words) if words.strip() else SafeString(words)


def _dial(number: str) -> SafeString:
    digits = re.sub(r"[^\d+]", "", number)
    return format_html('<a class="dial" href="tel:{}">{}</a>', digits, number)
