"""Words and numbers: what an article may not say, and how it has to say a number."""

import re
from collections.abc import Callable, Iterator

NOT_YOUR_TEAM = "This does not replace your team."
PLACEHOLDERS = frozenset({"emergency_number", "hotline", "fever", "crisis_line", "advice_line"})

BANNED = (
    r"\bbattl(?:e|es|ed|ing)\b",
    r"\bfight(?:s|er|ers|ing)?\b",
    r"\bfought\b",
    r"\bbeat(?:s|ing)? (?:it|cancer|the)\b",
    r"\bstay(?:ing)? (?:positive|strong)\b",
    r"\bpositive (?:mindset|attitude|thinking|outlook)\b",
    r"\bthink positive\b",
    r"\bwar (?:on|against)\b",
    r"\bsurvivor(?:s|ship)?\b",
    r"\bvictims?\b",
    r"\bsuffer(?:s|er|ers|ing)? from\b",
    r"\ball[ -]clear\b",
    r"\bjust a scare\b",
    r"\bbrave(?:ly)? (?:fight|battle)",
    r"\byour (?:own )?fault\b",
    r"\byou should have\b",
    r"\bjourney\b",
    r"\bterminal\b",
    r"\bmiracle\b",
)
PERSONAL_PROGNOSIS = (
    r"\byou have (?:a|an) \d+ (?:in|%)",
    r"\byour (?:chance|risk) (?:is|of \w+ is) \d",
    r"\byou will (?:die|be cured|not relapse)\b",
    r"\byou have (?:weeks|months|years) (?:left|to live)\b",
)
REVIEW_CLAIM = (
    r"(?<!not )(?<!not yet )\b(?:reviewed|checked|approved|signed off)"
    r" by (?:a |an |our )?(?:doctor|nurse|clinician|oncolog)"
)
MARKUP = r"<\s*/?\s*[a-zA-Z!]|javascript:|\bon\w+\s*=|&lt;|https?://|!\["
PHONE = (
    r"\b(?:call|ring|dial|text|phone)\s+(?:nhs\s+)?\+?\d{2,}",
    r"(?<![\d,.])(?:999|911|988|111|116 ?123|12356|85258)(?![\d,.]\d|\d)",
    r"\b0\d{2,4} ?\d{3} ?\d{3,4}\b",
)
MEASURED_FEVER = r"\d\s*°|degrees?\b"
SHARE = re.compile(r"(\d+)(?: to (\d+))? in 100\b")
WRONG_SHARE = (
    r"\b\d+ in (?!100\b)\d|\d\s?%|\bper ?cent\b"
    r"|\b(?:one|two|three) in (?:two|three|four|five|ten)\b"
)


_place = re.compile(r"\{\{\s*(.*?)\s*\}\}")


def filled(text: str, words: Callable[[str], str]) -> str:
    """The text with the words of each placeholder in its place; a name that is none stays as it is."""
    return _place.sub(lambda at: words(at[1]) if at[1] in PLACEHOLDERS else at[0], text)


def findings(text: str) -> Iterator[str]:
    """What this text may not contain, as messages."""
    for pattern in BANNED:
        if match := re.search(pattern, text, re.IGNORECASE):
            yield f"banned phrase: “{match.group()}”"
    for pattern in PERSONAL_PROGNOSIS:
        if match := re.search(pattern, text, re.IGNORECASE):
            yield f"personal prognosis: “{match.group()}”"
    if match := re.search(REVIEW_CLAIM, text, re.IGNORECASE):
        yield f"claims a review: “{match.group()}”"
    if match := re.search(MARKUP, text):
        yield f"script, markup or outside link: “{match.group()}”"
    if match := re.search(MEASURED_FEVER, text):
        yield "a temperature: write {{fever}}, the country's own words"
    yield from _fixed_numbers(text)
    yield from _unknown_placeholders(text)


def one_sided_numbers(text: str) -> Iterator[str]:
    """Numbers not said both ways round: 27 in 100 needs 73 in 100 beside it."""
    shares = [(int(low), int(high or low)) for low, high in SHARE.findall(text)]
    for low, high in shares:
        if (100 - high, 100 - low) not in shares:
            said = f"{low}" if low == high else f"{low} to {high}"
            yield f"“{said} in 100” is not said the other way round"
    if match := re.search(WRONG_SHARE, text, re.IGNORECASE):
        yield f"write numbers as “X in 100”: “{match.group()}”"


def _fixed_numbers(text: str) -> Iterator[str]:
    for pattern in PHONE:
        if match := re.search(pattern, text, re.IGNORECASE):
            yield f"a fixed phone number: “{match.group()}”; use a placeholder"


def _unknown_placeholders(text: str) -> Iterator[str]:
    for name in _place.findall(text):
        if name not in PLACEHOLDERS:
            yield f"unknown placeholder {{{{{name}}}}}"
