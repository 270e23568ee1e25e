"""Days and times in plain words, in the reader's language and zone (both are the active ones).

An appointment is told in the time of its place; where the reader's clock differs, that is said as well.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.careplan import rules
from apps.careplan.kinds import Unit
from apps.careplan.rules import Load, NoSuchTime, Repeat, When
from apps.core import clock
from apps.core.days import day_words, reader_zone, time_words, weekday_words


def hours_words(when: When) -> str:
    """ "10:30", "10:30 to 11:15", or that the time is not known."""
    if not when.time_known:
        return _("time not known yet")
    if when.end is None:
        return time_words(when.start)
    return _("%(start)s to %(end)s") % {
        "start": time_words(when.start),
        "end": time_words(when.end),
    }


def when_words(when: When) -> str:
    """ "Tuesday 24 November, 10:30"."""
    return _("%(day)s, %(time)s") % {"day": day_words(when.day), "time": hours_words(when)}


def named_words(name: str, when: When) -> str:
    """ "CT scan, Tuesday 24 November, 10:30"."""
    return _("%(name)s, %(when)s") % {"name": name, "when": when_words(when)}


def reader_words(when: When) -> str:
    """The same on the reader's clock: "18:30 where you are", with the weekday on another day; else nothing."""
    zone = reader_zone()
    if not when.differs_in(zone):
        return ""
    here = when.starts_at.astimezone(ZoneInfo(zone))
    values = {"time": time_words(here), "weekday": weekday_words(here.date())}
    if here.date() == when.day:
        return _("%(time)s where you are") % values
    return _("%(weekday)s, %(time)s where you are") % values


def leave_words(when: When, travel_minutes: int | None) -> str:
    """ "Leave at 09:50", with the weekday when that is the day before; nothing while it is not known."""
    leave = rules.leave_at(when, travel_minutes)
    if leave is None:
        return ""
    values = {"time": time_words(leave), "weekday": weekday_words(leave.date())}
    if leave.date() == when.day:
        return _("Leave at %(time)s") % values
    return _("Leave on %(weekday)s at %(time)s") % values


def place_name(zone: str) -> str:
    """ "New York" for America/New_York."""
    return zone.rpartition("/")[2].replace("_", " ")


def distance_words(day: date) -> str:
    """How far a day is from the reader's today: "tomorrow", "in 5 days", "3 days ago"."""
    days = (day - clock.today(reader_zone())).days
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    if days in near:
        return near[days]
    if days > 0:
        return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}
    return ngettext("%(days)s day ago", "%(days)s days ago", -days) % {"days": -days}


def moment_words(moment: datetime) -> str:
    """When somebody did something, on the reader's clock: "today at 10:05", "Tuesday 24 November at 10:05"."""
    here = moment.astimezone(ZoneInfo(reader_zone()))
    day = here.date()
    near = abs((day - clock.today(reader_zone())).days) <= 1
    return _("%(day)s at %(time)s") % {
        "day": distance_words(day) if near else day_words(day),
        "time": time_words(here),
    }


def length_words(minutes: int) -> str:
    """ "30 minutes", "1 hour", "75 minutes", "1.5 hours"."""
    if minutes < 60 or minutes % 30:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    return hours_count_words(minutes / 60)


def hours_count_words(hours: float) -> str:
    """ "2 hours", to the half hour."""
    halves = round(hours * 2) / 2
    shown = number_format(halves, 0 if halves == int(halves) else 1)
    return ngettext("%(count)s hour", "%(count)s hours", 1 if halves == 1 else 2) % {"count": shown}


def load_words(load: Load) -> str:
    """ "3 things, 1 ride, about 2 hours", or "nothing"."""
    parts = []
    if load.things:
        parts.append(
            ngettext("%(count)s thing", "%(count)s things", load.things) % {"count": load.things}
        )
    if load.rides:
        parts.append(
            ngettext("%(count)s ride", "%(count)s rides", load.rides) % {"count": load.rides}
        )
    if load.minutes:
        parts.append(_("about %(length)s") % {"length": length_words(load.minutes)})
    return ", ".join(parts) or _("nothing")


def skipped_words(day: date, at: time) -> str:
    return _(
        "There is no %(time)s on %(day)s: the clocks go forward over it. Choose another time."
    ) % {"time": f"{at:%H:%M}", "day": day_words(day)}


def doubled_words(day: date, at: time) -> str:
    return _(
        "%(time)s comes twice on %(day)s, because the clocks go back. Choose a time "
        "before or after that hour."
    ) % {"time": f"{at:%H:%M}", "day": day_words(day)}


def no_such_time_words(error: NoSuchTime) -> str:
    """The same about one day of a series."""
    words = skipped_words if error.is_skipped else doubled_words
    return words(error.day, error.at)


def rhythm_words(repeat: Repeat) -> str:
    """ "Every week", "Every 3 days"."""
    values = {"every": repeat.every}
    if repeat.unit == Unit.DAY:
        return ngettext("Every day", "Every %(every)s days", repeat.every) % values
    if repeat.unit == Unit.WEEK:
        return ngettext("Every week", "Every %(every)s weeks", repeat.every) % values
    return ngettext("Every month", "Every %(every)s months", repeat.every) % values


def shortened_words(first: date, repeat: Repeat) -> str:
    """Where a series falls on the last day of a shorter month, else nothing; to be added to another sentence."""
    if not rules.is_shortened(first, repeat):
        return ""
    return " " + _("Where a month has no such day, it is on the last one.")


def listed(words: Iterable[str]) -> str:
    """ "Monday, Tuesday and Thursday"; of none nothing."""
    *first, last = list(words) or [""]
    if not first:
        return last
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last}


def lift_words(driver: str) -> str:
    """What is said to somebody who needs a lift: who drives already, or that others are asked."""
    if driver:
        return _("Thank you. %(name)s is driving, and can see that you need a lift.") % {
            "name": driver
        }
    return _("Thank you. Those who could drive are asked, and you hear who it is.")
