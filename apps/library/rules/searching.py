"""What a reader typed as words to look for, and the piece of text that shows them."""

from apps.library.rules.content import plain_words

LONGEST = 100  # characters of a query that are looked at
MOST_WORDS = 8
AROUND = 70


def search_words(query: str) -> list[str]:
    """At most eight words, without punctuation at their ends; a NUL cannot be searched for."""
    words = plain_words(query[:LONGEST].replace("\x00", " ")).split()
    bare = [word.strip(".,;:!?\"'“”‘’()[]") for word in words]
    return [word for word in dict.fromkeys(bare) if word][:MOST_WORDS]


def snippet(text: str, words: list[str]) -> tuple[str, str, str]:
    """The text before, at and after the first word found; from the start of the text when none is."""
    lower = text.lower()
    places = [(at, word) for word in words if (at := lower.find(word)) >= 0]
    at, word = min(places, default=(0, ""))
    start = max(0, at - AROUND)
    end = at + len(word)
    before, after = text[start:at], text[end : end + AROUND]
    if start:
        before = "…" + before.partition(" ")[2]
    if end + AROUND < len(text):
        after = after.rpartition(" ")[0] + "…"
    return before, text[at:end], after
