"""Days and times as the reader's language writes them: the one place that holds a format.

The formats are in the notation of Django's "date" filter, and translators may change them.
"""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.core import clock


def reader_zone() -> str:
    return timezone.get_current_timezone_name()


def day_words(day: date) -> str:
    """ "Tuesday 24 November", with the year unless it is this one."""
    # Translators: a day with its weekday, in the notation of Django's "date" filter
    return date_format(day, pgettext("date", "l j F")) if _is_this_year(day) else day_with_year(day)


def day_with_year(day: date) -> str:
    """ "Tuesday 24 November 2026"."""
    return date_format(day, pgettext("date", "l j F Y"))


def date_words(day: date) -> str:
    """ "24 November 2026"."""
    # Translators: a day with its year, in the notation of Django's "date" filter
    return date_format(day, pgettext("date", "j F Y"))


def month_words(day: date) -> str:
    """ "November", with the year unless it is this one."""
    return date_format(day, pgettext("month", "F")) if _is_this_year(day) else month_and_year(day)


def month_and_year(day: date) -> str:
    # Translators: a month, in the notation of Django's "date" filter
    return date_format(day, pgettext("month", "F Y"))


def weekday_words(day: date) -> str:
    return date_format(day, "l")


def weekday_short(day: date) -> str:
    """ "Tue"."""
    return date_format(day, "D")


def time_words(moment: datetime | time) -> str:
    """ "10:30", as the moment's own zone has it."""
    # Translators: a time of day, in the notation of Django's "date" filter
    return date_format(moment, pgettext("time", "H:i"))  # type: ignore[arg-type]


def day_and_time(moment: datetime) -> str:
    """ "Tuesday 24 November, 10:30"."""
    return _("%(day)s, %(time)s") % {"day": day_words(moment), "time": time_words(moment)}


def date_and_time(moment: datetime) -> str:
    """ "24 November 2026, 10:30"."""
    return _("%(day)s, %(time)s") % {"day": date_words(moment), "time": time_words(moment)}


def to_the_second(moment: datetime) -> str:
    """ "24 November 2026, 10:30:05"."""
    # Translators: a time of day with seconds, in the notation of Django's "date" filter
    at = date_format(moment, pgettext("time", "H:i:s"))
    return _("%(day)s, %(time)s") % {"day": date_words(moment), "time": at}


def _is_this_year(day: date) -> bool:
    return day.year == clock.today(reader_zone()).year
