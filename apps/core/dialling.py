"""The numbers in words an operator wrote: each one whole, with what a phone dials for it, or none at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from phonenumbers import (
    Leniency,
    NumberParseException,
    PhoneNumberFormat,
    PhoneNumberMatch,
    PhoneNumberMatcher,
    format_number,
    format_number_for_mobile_dialing,
    normalize_digits_only,
    parse,
)
from phonenumbers.shortnumberinfo import is_valid_short_number_for_region

from apps.core import phones

# Digits nobody rings: hours and days, wards, and what is dialled or pressed inside a house.
_clock = r"(?:(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?|[012]\d[0-5]\d)\s?(?:am|pm|h)?"
_beside = re.compile(
    rf"(?<![\d.,-])(?:24\s?/\s?7|7\s?/\s?7|{_clock}\s?(?:-|–|to|until|a)\s?{_clock})(?![\d-])"
    r"|(?<![\d.,-])\d{1,3}[\s-]?(?:h|hrs?|hours?|days?|horas?|d[ií]as?|am|pm)\b"
    r"|(?:\b(?:e?xt(?:ension|n)?|x|bleep|pager|ward|room|floor|option|press"
    r"|extensi[óo]n|planta|sala|opci[óo]n)\b\.?|[#转按])\s?(?:\d{1,2}(?!\d)|\d++(?![ -]?\d))",
    re.IGNORECASE,
)
# Digits with what may stand between those of one number; never a piece of that.
_run = re.compile(r"(?<![\w+])\+?\d(?:[ \xa0)-]{0,2}\d|[.,]\d)*+(?!\w)")
_more_before = re.compile(r"(?:\d[ \xa0()-]{0,2}|\d[.,:])\Z")
_more_after = re.compile(r"[ \xa0)-]{0,2}\d|[.,]\d")
# Short numbers are written in one piece, but for those of all Europe, like 116 123.
_short_shape = re.compile(r"\d{3}|1\d{4}|116[ \xa0]?\d{3}")


@dataclass(frozen=True, slots=True, order=True)
class Dialled:
    """A number from ``start`` to ``end`` of the words, and what a phone dials for it."""

    start: int
    end: int
    digits: str


@cache
def numbers_in(words: str, country: str) -> tuple[Dialled, ...]:
    """The numbers that dial from ``country`` ("gb"), short ones like 999 too.

    A piece of a longer run of digits is none: better no link than one to somebody else.
    """
    region = country.upper()
    bare = _beside.sub(lambda aside: "|" * len(aside[0]), words)
    return tuple(sorted(chain(_long(bare, region), _short(bare, region))))


def _long(words: str, region: str) -> Iterator[Dialled]:
    real = PhoneNumberMatcher(words, region, leniency=Leniency.STRICT_GROUPING)
    possible = PhoneNumberMatcher(words, region, leniency=Leniency.POSSIBLE)
    of_stories = (found for found in possible if phones.is_of_a_story(found.number))
    for found in chain(real, of_stories):
        more = _more_before.search(words[: found.start]) or _more_after.match(words, found.end)
        if not more and "/" not in found.raw_string:
            yield Dialled(found.start, found.end, _to_dial(found, region))


def _to_dial(found: PhoneNumberMatch, region: str) -> str:
    """As it is written: with its country where that is said."""
    if found.raw_string.lstrip("(").startswith(("+", "\uff0b")):
        return str(format_number(found.number, PhoneNumberFormat.E164))
    return str(format_number_for_mobile_dialing(found.number, region, with_formatting=False))


def _short(words: str, region: str) -> Iterator[Dialled]:
    for run in _run.finditer(words):
        digits = normalize_digits_only(run[0])
        if _short_shape.fullmatch(run[0]) and _is_short(digits, region):
            yield Dialled(run.start(), run.end(), digits)


def _is_short(digits: str, region: str) -> bool:
    try:
        return bool(is_valid_short_number_for_region(parse(digits, region), region))
    except NumberParseException:
        return False
