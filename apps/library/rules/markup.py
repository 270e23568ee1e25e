"""A shipped article's text as the rich text an editor sees: headings, paragraphs, lists, bold and links."""

import re
from html import escape

from apps.library.rules.article import Article

GLOSSARY_PATH = "/learn/words/#"
ARTICLE_PATH = "/learn/"

_marker = re.compile(r"\[\^[^\]\s]+\]")
_link = re.compile(r"\[([^\]]+)\]\((gloss|article):([^)\s]+)\)")
_bold = re.compile(r"\*\*(.+?)\*\*")
_places = {"gloss": GLOSSARY_PATH, "article": ARTICLE_PATH}


def rich_text(article: Article) -> str:
    """The body's HTML. Fact markers are for the checks and are left out; raw HTML is escaped."""
    pieces = [(line, "h", text) for line, text in article.headings]
    pieces += [(block.line, "li" if block.item else "p", block.text) for block in article.blocks]
    html, in_list = [], False
    for _line, tag, text in sorted(pieces):
        if in_list != (tag == "li"):
            html.append("</ul>" if in_list else "<ul>")
            in_list = not in_list
        html.append(_heading(text) if tag == "h" else f"<{tag}>{inline(text)}</{tag}>")
    return "".join([*html, "</ul>" if in_list else ""])


def inline(text: str) -> str:
    """One paragraph's words with its links and bold."""
    text = escape(_marker.sub("", text).strip(), quote=False)
    text = _bold.sub(r"<b>\1</b>", text)
    return _link.sub(_anchor, text)


def _heading(text: str) -> str:
    depth = 3 if text.startswith("###") else 2
    return f"<h{depth}>{inline(text.lstrip('#'))}</h{depth}>"


def _anchor(match: re.Match[str]) -> str:
    words, kind, target = match.groups()
    end = "/" if kind == "article" else ""
    return (
        f'<a href="{_places[kind]}{target.lower() if kind == "gloss" else target}{end}">{words}</a>'
    )
