"""Filling in the numbers of a country where a text says {{hotline}} and the like."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from apps.core.site_guide import SiteGuide
from apps.core.templatetags.ui import call_link
from apps.library.rules.wording import filled

register = template.Library()


@register.filter
def with_numbers(text: str, numbers: SiteGuide) -> SafeString:
    """The text, escaped unless it is safe already, with the country's words; numbers can be tapped."""

    def line(name: str) -> str:
        told = getattr(numbers, name)
        if name == "fever":
            return format_html("<strong>{}</strong>", told)
        return call_link(str(told), numbers.country)

    return mark_safe(filled(conditional_escape(text), line))  # noqa: S308  both are escaped
