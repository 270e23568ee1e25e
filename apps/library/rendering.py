"""An article's rich text as a reader sees it: links that lead somewhere, and words explained in place."""

import re
from collections.abc import Mapping
from itertools import count

from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from apps.library.models import Term

_term_link = re.compile(r'<a href="/learn/words/#(?P<key>[\w-]+)">(?P<words>.*?)</a>', re.DOTALL)


def body_html(body: str, terms: Mapping[str, Term]) -> str:
    """Each link to a word of the glossary becomes a button that opens its meaning, also without JavaScript."""
    numbers = count(1)

    def explained(match: re.Match[str]) -> str:
        term = terms.get(match["key"])
        if term is None:
            return match["words"]
        return _explained(f"term-{next(numbers)}", match["words"], term)

    return _term_link.sub(explained, expand_db_html(body))


def _explained(anchor: str, words: str, term: Term) -> str:
    """``words`` are a piece of the article's own HTML."""
    note = format_html(
        '<span class="term-note" id="{id}" popover role="note">'
        "<strong>{term}</strong> <span>{meaning}</span>"
        '<button class="button term-note__close" type="button" popovertarget="{id}"'
        ' popovertargetaction="hide">{close}</button></span>',
        id=anchor,
        term=term.term,
        meaning=term.meaning,
        close=_("Close"),
    )
    return f'<button class="term" type="button" popovertarget="{anchor}">{words}</button>{note}'
