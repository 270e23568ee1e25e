"""The way to a place: when to leave, what to dial, which map to open."""

import re
from datetime import datetime, timedelta
from urllib.parse import urlencode

from apps.careplan.rules.appointments import When
from apps.core import phones

LONGEST_WAY = 24 * 60  # minutes; whoever travels longer plans the journey as a date of its own
MAP = "https://www.openstreetmap.org/search?"
_DIGITS_FROM = re.compile(r"\s*(ext|x|#|,|;).*$", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\d{2,20}")  # some countries' emergency lines have two digits


def leave_at(when: When, travel_minutes: int | None) -> datetime | None:
    """When to set off, on the clock of the place; None while the time or the way is not known."""
    if not when.time_known or not travel_minutes:
        return None
    return (when.starts_at - timedelta(minutes=travel_minutes)).astimezone(when.start.tzinfo)


def dial(phone: str) -> str:
    """The digits a phone dials for a number as people write it, without an extension; else nothing."""
    digits = re.sub(r"[\s()./-]", "", _DIGITS_FROM.sub("", phone))
    if not _NUMBER.fullmatch(digits):
        return ""
    return phones.from_anywhere(digits) if digits.startswith("+") else digits


def map_url(address: str, map_link: str) -> str:
    """Where to look up the way: the link somebody gave, else a search for the address, else nothing."""
    if map_link:
        return map_link
    return MAP + urlencode({"query": " ".join(address.split())}) if address else ""
