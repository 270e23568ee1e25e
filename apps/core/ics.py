"""Appointments as calendars take them: RFC 5545 and 5546, with the time zone's own rules inside."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Timezone, vCalAddress
from icalendar import Event as Entry

from apps.core import clock
from apps.core.site_guide import guide

MAKER, ENTRY = "-//Alongside//EN", "BEGIN:VEVENT"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing at a time, as a calendar should show it."""

    id: str  # the same for all of its life, so that a newer one takes the older one's place
    sequence: int  # raised with each change, cancelling and bringing back included
    starts_at: datetime
    ends_at: datetime | None
    zone: str  # the place's
    time_known: bool
    summary: str  # discreet: calendars are shared with employers and stand on screens
    full_summary: str = ""  # for who allowed more to be said
    path: str = ""
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """What goes along with a mail; a calendar takes it by its ``method``, which stands in the mail as well."""

    method: str
    text: str


def calendar(event: Event, *, says_more: bool = False) -> CalendarFile:
    """A file with this one event: to be shown, or to be taken off again."""
    method = "CANCEL" if event.is_cancelled else "PUBLISH"
    book = Calendar()
    book.add("prodid", MAKER)
    book.add("version", "2.0")
    book.add("method", method)
    book.add_component(_entry(event, says_more=says_more))
    text = bytes(book.to_ical()).decode()
    rules = _rules(event.zone) if event.time_known else ""
    return CalendarFile(method, text.replace(ENTRY, rules + ENTRY, 1))


@cache
def _rules(zone: str) -> str:
    """The zone's clock changes. Working them out takes ten times as long as all the rest of a message."""
    return "" if zone == "UTC" else bytes(Timezone.from_tzid(zone).to_ical()).decode()


def _entry(event: Event, *, says_more: bool) -> Entry:
    entry = Entry()
    entry.add("uid", f"{event.id}@{urlsplit(settings.SITE_URL).hostname}")
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", clock.now())
    entry.add("organizer", _organizer())
    starts, ends = _span(event)
    entry.add("dtstart", starts)
    if ends is not None:
        entry.add("dtend", ends)
    entry.add("summary", (says_more and event.full_summary) or event.summary)
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    if event.path:
        entry.add("url", f"{settings.SITE_URL}{event.path}")
    return entry


def _organizer() -> vCalAddress:
    """Both methods want one. Nobody is asked to answer: it is the address that mails come from."""
    organizer = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organizer.params["cn"] = guide().site_name
    return organizer


def _span(event: Event) -> tuple[datetime | date, datetime | date | None]:
    """In the time of the place; the whole day where no time is known."""
    zone = ZoneInfo(event.zone)
    starts = event.starts_at.astimezone(zone)
    if not event.time_known:
        return starts.date(), starts.date() + timedelta(days=1)
    return starts, event.ends_at.astimezone(zone) if event.ends_at else None
