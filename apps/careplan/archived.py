"""How an archive tells of the plan what does not speak for itself: times at their place, rhythms, histories.

It is read years later and anywhere: days come with their year, times with the place whose clock they are on. A
history, of the last month, speaks as its page does.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from apps.careplan import medicine_words, telling, wording
from apps.careplan.kinds import Worry
from apps.careplan.models import Appointment, Change, MedicineRhythm, Task, TeamMember
from apps.careplan.rules import Repeat, Rhythm, When
from apps.careplan.selectors.medicines import rhythm_written
from apps.circles import subjects
from apps.core.days import date_words
from apps.core.portable import Told


def _visit_when(row: Appointment) -> str:
    when = row.when
    if when.time_known:
        return _timed(when)
    return _("%(day)s, %(time)s") % {"day": date_words(when.day), "time": wording.hours_words(when)}


def _visit_when_plain(row: Appointment) -> dict[str, Any]:
    when = row.when
    return {
        "starts_at": (when.start if when.time_known else when.day).isoformat(),
        "time_known": when.time_known,
        "ends_at": when.end.isoformat() if when.end else None,
        "zone": when.zone,
    }


def _task_when(row: Task) -> str:
    when = row.when
    if when is None:
        return ""
    return _timed(when) if when.time_known else date_words(when.day)


def _task_when_plain(row: Task) -> dict[str, Any]:
    when = row.when
    has_hours = when is not None and when.time_known
    return {
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "starts_at": when.start.isoformat() if when and has_hours else None,
        "ends_at": when.end.isoformat() if when and when.end else None,
        "zone": row.zone,
    }


def _timed(when: When) -> str:
    values = {
        "day": date_words(when.day),
        "hours": wording.hours_words(when),
        "place": wording.place_name(when.zone),
    }
    return _("%(day)s, %(hours)s, on the clock in %(place)s") % values


def _visit(row: Any) -> str:
    """Of six that are called alike it is the day that tells them apart."""
    visit: Appointment | None = row.appointment
    if visit is None:
        return ""
    return _("%(name)s, %(day)s") % {"name": visit.name, "day": date_words(visit.when.day)}


def _series(row: Any) -> str:
    return _repeat(row.series) if row.series else ""


def _repeat(row: Any) -> str:
    repeat: Repeat = row.repeat
    times = ngettext("%(count)s time", "%(count)s times", repeat.times) % {"count": repeat.times}
    return _("%(often)s, %(times)s") % {"often": wording.rhythm_words(repeat), "times": times}


def _repeat_plain(row: Any) -> dict[str, Any]:
    repeat: Repeat = row.repeat
    return {
        "unit": repeat.unit.value,
        "every": repeat.every,
        "times": repeat.times,
        "weekdays": sorted(repeat.weekdays),
    }


def _rhythm(row: MedicineRhythm) -> Rhythm:
    return Rhythm(
        row.counts_from, tuple(row.times), row.days_on, row.days_off, frozenset(row.weekdays)
    )


def _length(name: str) -> Any:
    def words(row: Any) -> str:
        minutes: int | None = getattr(row, name)
        return wording.length_words(minutes) if minutes else ""

    return words


def _amount(name: str) -> Any:
    return lambda row: medicine_words.amount_words(getattr(row, name))


def _worries(row: TeamMember) -> str:
    return "\n".join(str(Worry(worry).label) for worry in row.worries)


def _thing(row: Change) -> str:
    """What was changed, called as it is now."""
    subject = subjects.get(row.subject)
    noun = str(subject.noun) if subject else ""
    return f"{noun}: {row.thing_name}" if row.thing_name else noun


def _thing_plain(row: Change) -> dict[str, str]:
    return {"kind": row.subject, "id": str(row.subject_id)}


def _change(row: Change) -> str:
    return "\n".join(_sentence(told) for told in telling.tell(row))


def _sentence(told: telling.Told) -> str:
    """A long text in both its versions."""
    values = {"before": told.before or _("nothing"), "after": told.after or _("nothing")}
    if not (told.before or told.after):
        return told.sentence
    versions = _("Before: %(before)s\nAfter: %(after)s") % values
    return f"{told.sentence}\n{versions}"


VISIT_WHEN = Told(gettext_lazy("When"), _visit_when, _visit_when_plain)
TASK_WHEN = Told(gettext_lazy("When"), _task_when, _task_when_plain)
VISIT = Told(gettext_lazy("Which date"), _visit)
SERIES = Told(gettext_lazy("Comes back"), _series)
REPEAT = Told(gettext_lazy("How often"), _repeat, _repeat_plain)
RHYTHM = Told(
    gettext_lazy("When it is taken"),
    lambda row: medicine_words.rhythm_words(_rhythm(row)),
    lambda row: rhythm_written(_rhythm(row)),
)
WAY = Told(gettext_lazy("Time to get there"), _length("travel_minutes"))
LENGTH = Told(gettext_lazy("How long it takes"), _length("minutes"))
COUNTED = Told(gettext_lazy("How many there were"), _amount("counted"))
PER_DOSE = Told(gettext_lazy("How many make a dose"), _amount("per_dose"))
WORRIES = Told(gettext_lazy("With which worry to call"), _worries)
THING = Told(gettext_lazy("What it was about"), _thing, _thing_plain)
CHANGE = Told(
    gettext_lazy("What was changed"),
    _change,
    lambda row: {"before": row.told_before, "after": row.told_after},
)
