"""A time as reminders say it: in the time of the place and the reader's own, with nothing else about the thing;
and what may be said besides to who has allowed it."""

from django.utils.translation import gettext as _

from apps.careplan import wording
from apps.careplan.models import Appointment
from apps.careplan.rules import When
from apps.circles.models import Circle
from apps.core.days import day_words, time_words, weekday_words


def day_and_time(when: When) -> str:
    """ "Tuesday 24 November at 10:30 (18:30 where you are)": the time of the place, and the reader's if it differs."""
    return _at(day_words(when.day), when) or _("%(day)s (time not known yet)") % {
        "day": day_words(when.day)
    }


def day_and_any_time(when: When) -> str:
    """The same of what needs no time: "Tuesday 24 November"."""
    day = day_words(when.day)
    return _at(day, when) or day


def weekday(when: When) -> str:
    """ "Tuesday at 10:30 (18:30 where you are)", for a page that opens without signing in."""
    day = weekday_words(when.day)
    return _at(day, when) or day


def patients_name(circle: Circle) -> str:
    """Her first name, by which the others are told of her."""
    return next(iter(circle.patient_name.split()), "")


def full(what: str, line: str) -> str:
    """For who has allowed more: the name of the thing, before what is said of it to everyone."""
    return _("%(what)s. %(line)s") % {"what": what.rstrip("."), "line": line}


def where(appointment: Appointment) -> list[str]:
    """ "Where: St Mary’s, 1 High Street.", as far as it is known."""
    known = ", ".join(text for text in (appointment.place, appointment.address) if text)
    return [_("Where: %(place)s.") % {"place": known.rstrip(".")}] if known else []


def _at(day: str, when: When) -> str:
    """Nothing while the time is not known."""
    if not when.time_known:
        return ""
    values = {
        "day": day,
        "time": time_words(when.start),
        "here": wording.reader_words(when),
    }
    if values["here"]:
        return _("%(day)s at %(time)s (%(here)s)") % values
    return _("%(day)s at %(time)s") % values
