"""Filters for days and times: ``{{ appointment.when|when }}`` reads "Tuesday 24 November, 10:30"."""

from datetime import date, datetime

from django import template

from apps.careplan import wording
from apps.careplan.models import Appointment
from apps.careplan.rules import Load, Repeat, When
from apps.circles.models import Membership
from apps.core.days import reader_zone

register = template.Library()


@register.filter
def when(value: When) -> str:
    return wording.when_words(value)


@register.filter
def hours(value: When) -> str:
    return wording.hours_words(value)


@register.filter
def reader_time(value: When | None) -> str:
    """The reader's own time where it differs from the place's, else nothing."""
    return wording.reader_words(value) if value else ""


@register.filter
def leave(value: Appointment) -> str:
    """ "Leave at 09:50", or nothing while the time or the way is not known."""
    return wording.leave_words(value.when, value.travel_minutes)


@register.filter
def distance(value: When | date) -> str:
    """ "tomorrow": how far a day, or the day of an appointment, is from the reader's today."""
    day = value.day_in(reader_zone()) if isinstance(value, When) else value
    return wording.distance_words(day)


@register.filter
def moment(value: datetime) -> str:
    """ "today at 10:05": when somebody did something."""
    return wording.moment_words(value)


@register.filter
def zone_place(value: str) -> str:
    """ "New York" for America/New_York."""
    return wording.place_name(value)


@register.filter
def length_name(minutes: int) -> str:
    """ "1 hour": how long something takes."""
    return wording.length_words(minutes)


@register.filter
def load_name(load: Load) -> str:
    """ "3 things, 1 ride, about 2 hours": what somebody carries."""
    return wording.load_words(load)


@register.filter
def rhythm(repeat: Repeat) -> str:
    """ "Every 2 weeks": how often something comes back."""
    return wording.rhythm_words(repeat)


@register.filter
def names(people: list[Membership]) -> str:
    """ "Ana and Jun"."""
    return wording.listed(person.name for person in people)
