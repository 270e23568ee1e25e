"""What templates need to draw people, icons and notices. Nothing here asks the database."""

from functools import cache

from django import template
from django.conf import settings
from django.template import RequestContext
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from lucide.templatetags.lucide import lucide

from apps.core import links, phones
from apps.core.dialling import numbers_in
from apps.core.steps import shown_page

register = template.Library()

_NOTICE_KINDS = {"success": "good", "warning": "warn", "error": "alarm"}


@register.simple_tag
@cache
def icon(name: str, size: str = "") -> SafeString:
    """An icon beside its word: hidden from screen readers, as large as the text unless said otherwise."""
    classes = f"icon icon--{size}" if size else "icon"
    drawing = lucide(str(name), size=None, **{"class": classes, "aria-hidden": "true"})
    return mark_safe(drawing)  # noqa: S308  the package's own drawing


@register.simple_tag
def fixed(part: str) -> SafeString:
    """A part that is the same for everybody, drawn once a language. It gets no context: nothing personal fits in."""
    return _fixed(part, get_language(), demo=settings.DEMO)


@cache
def _fixed(part: str, _language: str | None, *, demo: bool) -> SafeString:
    return render_to_string(part, {"demo": demo})


register.simple_tag(links.address)  # {% url %} where all arguments are ids: a page has dozens


@register.simple_tag(takes_context=True)
def here(context: RequestContext) -> str:
    """The page that is looked at, also in a piece of it: where a press leads back to."""
    return shown_page(context.request)


@register.filter
def initials(name: str) -> str:
    """One or two letters for an avatar: of the first and the last word, of an address the first letter."""
    words = str(name).split()
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[0] for word in words]
    return "".join(letters).upper() or "?"


@register.filter
def phone(number: str) -> str:
    """A number with the spaces people know."""
    return phones.shown(number)


@register.filter
def call_link(words: str, country: str) -> SafeString:
    """Whom to call, as an operator wrote it, with each number in the words made one that dials from that country."""
    text, pieces, at = str(words), [], 0
    for number in numbers_in(text, country):
        pieces.append(_strong(text[at : number.start]))
        pieces.append(_dial(text[number.start : number.end], number.digits))
        at = number.end
    pieces.append(_strong(text[at:]))
    return mark_safe("".join(pieces))  # noqa: S308  each piece is escaped


@register.filter
def notice_kind(level: str) -> str:
    """The kind of notice for a Django message's level."""
    return _NOTICE_KINDS.get(level, "info")


def _strong(words: str) -> SafeString:
    return format_html("<strong>{}</strong>", words) if words.strip() else SafeString(words)


def _dial(words: str, digits: str) -> SafeString:
    return format_html('<a class="dial" href="tel:{}">{}</a>', digits, words)
