"""Filling in the numbers of a country where a text says {{hotline}} and the like."""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from apps.core.site_guide import LINES, Line, SiteGuide

register = template.Library()

_place = re.compile(r"\{\{\s*(\w+)\s*\}\}")


@register.filter
def with_numbers(text: str, numbers: SiteGuide) -> SafeString:
    """The text, escaped unless it is safe already, with the country's words; numbers can be tapped."""

    def line(match: re.Match[str]) -> str:
        name = match[1]
        return call_link(getattr(numbers, name)) if name in LINES else match[0]

    filled = _place.sub(line, conditional_escape(text))
    return mark_safe(filled)  # noqa: S308  escaped above, and each line by call_link


@register.filter
def call_link(line: Line) -> SafeString:
    """A line as a link that dials, where it is nothing but a number."""
    if line.number:
        return format_html('<a class="dial" href="tel:{}">{}</a>', line.number, line.words)
    return format_html("<strong>{}</strong>", line.words)
