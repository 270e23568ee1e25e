"""Filling in the numbers of a country where a text says {{hotline}} and the like."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from apps.core.dialling import numbers_in
from apps.core.site_guide import Line, SiteGuide
from apps.library.rules.wording import filled

register = template.Library()


@register.filter
def with_numbers(text: str, numbers: SiteGuide) -> SafeString:
    """The text, escaped unless it is safe already, with the country's words; numbers can be tapped."""

    def line(name: str) -> str:
        told = getattr(numbers, name)
        if name == "fever":
            return format_html("<strong>{}</strong>", told)
        return call_link(told, numbers.country)

    return mark_safe(filled(conditional_escape(text), line))  # noqa: S308  both are escaped


@register.filter
def call_link(line: Line, country: str) -> SafeString:
    """Whom to call, with each number in the words made one that dials from that country."""
    pieces, at = [], 0
    for number in numbers_in(line.words, country):
        pieces.append(_strong(line.words[at : number.start]))
        pieces.append(_dial(line.words[number.start : number.end], number.digits))
        at = number.end
    pieces.append(_strong(line.words[at:]))
    return mark_safe("".join(pieces))  # noqa: S308  each piece is escaped


def _strong(words: str) -> SafeString:
    return format_html("<strong>{}</strong>", words) if words.strip() else SafeString(words)


def _dial(words: str, digits: str) -> SafeString:
    return format_html('<a class="dial" href="tel:{}">{}</a>', digits, words)
