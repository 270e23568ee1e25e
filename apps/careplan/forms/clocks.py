"""Times of day that people type, as moments: a clock change may skip one or bring it twice."""

import datetime as dt

from django import forms
from django.utils.translation import gettext as _

from apps.careplan import wording
from apps.core import zones


def moment_typed(
    form: forms.Form, field: str, day: dt.date, at: dt.time, zone: str
) -> dt.datetime | None:
    """The moment of a time of day in ``zone``, or None and an error beside the field."""
    try:
        return zones.moment(day, at, zone, strict=True)
    except zones.SkippedTime:
        form.add_error(field, skipped_words(day, at))
    except zones.DoubledTime:
        form.add_error(field, doubled_words(day, at))
    return None


def skipped_words(day: dt.date, at: dt.time) -> str:
    return _(
        "There is no %(time)s on %(day)s: the clocks go forward over it. Choose another time."
    ) % {"time": f"{at:%H:%M}", "day": wording.day_words(day)}


def doubled_words(day: dt.date, at: dt.time) -> str:
    return _(
        "%(time)s comes twice on %(day)s, because the clocks go back. Choose a time "
        "before or after that hour."
    ) % {"time": f"{at:%H:%M}", "day": wording.day_words(day)}
