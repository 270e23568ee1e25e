"""The numbers in words an operator wrote: each one whole, with what a phone dials for it, or none at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

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

# Digits, with what may stand between those of one number; never a piece of that.
_run = re.compile(r"(?<![\w+])\+?\d(?:[ \xa0)-]{0,2}\d|[.,]\d)*+(?!\w)")
_more_before = re.compile(r"(?:\d[ \xa0()-]{0,2}|\d[.,])\Z")
_more_after = re.compile(r"[ \xa0)-]{0,2}\d|[.,]\d")
# "9-5", which the finder takes for two more digits of a number.
_hours = re.compile(r"(?<![\d-])\d{1,2}-\d{1,2}(?![\d-])")


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
    long = list(_long(words, region))
    short = [
        number
        for number in _short(words, region)
        if not any(number.start < other.end and other.start < number.end for other in long)
    ]
    return tuple(sorted(long + short))


def _long(words: str, region: str) -> Iterator[Dialled]:
    for found in PhoneNumberMatcher(words, region, leniency=Leniency.POSSIBLE):
        more = _more_before.search(words[: found.start]) or _more_after.match(words, found.end)
        if phones.exists(found.number) and not more and not _hours.search(found.raw_string):
            yield Dialled(found.start, found.end, _to_dial(found, region))


def _to_dial(found: PhoneNumberMatch, region: str) -> str:
    """As it is written: with its country where that is said; without what is only typed later, an extension."""
    if found.raw_string.lstrip("(").startswith(("+", "\uff0b")):
        return str(format_number(found.number, PhoneNumberFormat.E164))
    return str(format_number_for_mobile_dialing(found.number, region, with_formatting=False))


def _short(words: str, region: str) -> Iterator[Dialled]:
    for run in _run.finditer(words):
        digits = normalize_digits_only(run[0])
        if not set("+).,") & set(run[0]) and _is_short(digits, region):
            yield Dialled(run.start(), run.end(), digits)


def _is_short(digits: str, region: str) -> bool:
    try:
        return bool(is_valid_short_number_for_region(parse(digits, region), region))
    except NumberParseException:
        return False
