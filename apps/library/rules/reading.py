"""How hard a text is to read: Flesch–Kincaid grade, with words that cannot be made shorter masked.

A masked word (a glossary term, a drug's name) counts as one word of two syllables, like "cancer".
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Syllables = Callable[[str], int]

MASK = "\ufffc"
MASK_SYLLABLES = 2
MAX_GRADE = 7.0
MAX_SENTENCE_WORDS = 20

_WORD = re.compile(rf"{MASK}|[A-Za-z0-9À-ÿ]+(?:[-'’.,/][A-Za-z0-9À-ÿ]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n+")


@dataclass(frozen=True, slots=True)
class Masks:
    """The words to mask, longest first so that a phrase wins over its parts."""

    pattern: re.Pattern[str]

    @classmethod
    def of(cls, words: Iterable[str]) -> "Masks":
        longest_first = sorted(set(words), key=len, reverse=True)
        alternatives = "|".join(re.escape(word) for word in longest_first)
        return cls(re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE))

    def apply(self, text: str) -> str:
        return self.pattern.sub(MASK, text)


def sentences(text: str) -> list[str]:
    """The sentences of a plain text; a line break ends one too, so that a list item counts."""
    return [part.strip() for part in _SENTENCE_END.split(text) if _WORD.search(part)]


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def grade(text: str, syllables: Syllables) -> float:
    """Flesch–Kincaid grade: 0.39 × words per sentence + 11.8 × syllables per word − 15.59."""
    all_words = words(text)
    if not all_words:
        return 0.0
    spoken = sum(MASK_SYLLABLES if word == MASK else max(1, syllables(word)) for word in all_words)
    per_sentence = len(all_words) / len(sentences(text))
    return 0.39 * per_sentence + 11.8 * spoken / len(all_words) - 15.59


def long_sentences(text: str) -> list[str]:
    """Sentences of more than twenty words: tired readers lose the thread."""
    return [part for part in sentences(text) if len(words(part)) > MAX_SENTENCE_WORDS]
