"""A time as reminders say it: in the time of the place, with nothing else about the thing."""

from django.utils.translation import gettext as _

from apps.careplan import wording
from apps.careplan.rules import When


def day_and_time(when: When) -> str:
    """ "Tuesday 24 November at 10:30", in the time of the place."""
    day = wording.day_words(when.day)
    if not when.time_known:
        return _("%(day)s (time not known yet)") % {"day": day}
    return _("%(day)s at %(time)s") % {"day": day, "time": wording.time_words(when.start)}


def weekday(when: When) -> str:
    """ "Tuesday at 10:30", for a page that opens without signing in."""
    day = wording.weekday_words(when.day)
    if not when.time_known:
        return day
    return _("%(day)s at %(time)s") % {"day": day, "time": wording.time_words(when.start)}
