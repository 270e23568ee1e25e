"""Medicines in plain words: rhythms, where in the cycle a day is, pauses, ticks, what is left."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.careplan import wording
from apps.careplan.kinds import ClockChange, RhythmKind
from apps.careplan.rules import CyclePlace, Due, Pause, Rhythm
from apps.circles.kinds import Weekday
from apps.core.days import day_words, time_words


def rhythm_words(rhythm: Rhythm) -> str:
    """ "Every day at 08:00 and 20:00"."""
    if rhythm.as_needed:
        return str(RhythmKind.AS_NEEDED.label)
    times = wording.listed(time_words(at) for at in rhythm.times)
    return _("%(days)s at %(times)s") % {"days": days_words(rhythm), "times": times}


def days_words(rhythm: Rhythm) -> str:
    kind = rhythm.kind
    if kind == RhythmKind.WEEKDAYS:
        return _("Every %(days)s") % {"days": weekdays_words(rhythm.weekdays)}
    if kind == RhythmKind.EVERY:
        return _("Every %(days)s days") % {"days": rhythm.length}
    if kind == RhythmKind.CYCLE:
        return _on_and_off_words(rhythm.days_on, rhythm.days_off)
    return str(kind.label)


def _on_and_off_words(days_on: int, days_off: int) -> str:
    on = ngettext("%(days)s day on", "%(days)s days on", days_on) % {"days": days_on}
    off = ngettext("%(days)s day off", "%(days)s days off", days_off) % {"days": days_off}
    return _("%(on)s, %(off)s") % {"on": on, "off": off}


def weekdays_words(days: Iterable[int]) -> str:
    """ "Monday and Thursday"."""
    return wording.listed(str(Weekday(day).label) for day in sorted(days))


def place_words(place: CyclePlace) -> str:
    """ "Day 9 of cycle 4"."""
    values = {"day": place.day, "cycle": place.cycle}
    if place.is_on:
        return _("Day %(day)s of cycle %(cycle)s") % values
    return _("Day %(day)s of cycle %(cycle)s: days off") % values


def pause_words(pause: Pause) -> str:
    from_on = day_words(pause.from_on)
    if pause.until_on is None:
        return _("Paused from %(day)s until the team says") % {"day": from_on}
    values = {"first": from_on, "last": day_words(pause.until_on)}
    return _("Paused from %(first)s to %(last)s") % values


def change_words(due: Due) -> str:
    """What a clock change does to a dose, else nothing."""
    if due.change == ClockChange.SKIPPED:
        values = {"slot": time_words(due.slot), "at": time_words(due.at)}
        return (
            _("There is no %(slot)s that day: the clocks go forward. It stands at %(at)s.") % values
        )
    if due.change == ClockChange.DOUBLED:
        return _("This time comes twice that day: the clocks go back. One dose is meant.")
    return ""


def amount_words(amount: Decimal) -> str:
    """ "24" or "0.5"."""
    return number_format(without_zeros(amount))


def without_zeros(amount: Decimal) -> Decimal:
    """24.00 as 24, 0.50 as 0.5, and 30 not as 3E+1."""
    whole = amount == amount.to_integral_value()
    return amount.quantize(Decimal(1)) if whole else amount.normalize()


def days_left_words(days: int) -> str:
    return ngettext("enough for %(days)s day", "enough for %(days)s days", days) % {"days": days}
