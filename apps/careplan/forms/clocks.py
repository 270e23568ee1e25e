"""Times of day that people type, as moments: a clock change may skip one or bring it twice."""

import datetime as dt

from django import forms

from apps.careplan import wording
from apps.core import zones


def moment_typed(
    form: forms.Form, field: str, day: dt.date, at: dt.time, zone: str
) -> dt.datetime | None:
    """The moment of a time of day in ``zone``, or None and an error beside the field."""
    try:
        return zones.moment(day, at, zone, strict=True)
    except zones.SkippedTime:
        form.add_error(field, wording.skipped_words(day, at))
    except zones.DoubledTime:
        form.add_error(field, wording.doubled_words(day, at))
    return None
