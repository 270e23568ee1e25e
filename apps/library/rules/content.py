"""Text as a fingerprint and as words to search; what is the same to a reader gives the same."""

import hashlib
import html
import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

WORDS_A_MINUTE = 200

_tag = re.compile(r"<[^>]+>")
_inline_tag = re.compile(r"</?(?:a|b|i|em|strong)\b[^>]*>")
_editor_key = re.compile(r' data-block-key="[^"]*"')
_space = re.compile(r"\s+")


def fingerprint(content: Mapping[str, Any]) -> str:
    """A hash of the content, whatever the order of its keys."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def plain(markup: str) -> str:
    """The words of a piece of HTML."""
    words = _tag.sub(" ", _inline_tag.sub("", markup))
    return _space.sub(" ", html.unescape(words)).strip()


def plain_words(text: str) -> str:
    """Text as it is searched: no tags, no accents, lower case, single spaces."""
    letters = unicodedata.normalize("NFKD", plain(text).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def without_editor_keys(markup: str) -> str:
    """The rich text without the keys the editor gives each paragraph: opening a page is no edit."""
    return _editor_key.sub("", markup)


def reading_minutes(markup: str) -> int:
    """Whole minutes at a calm pace, at least one."""
    words = len(plain(markup).split())
    return max(1, -(-words // WORDS_A_MINUTE))
