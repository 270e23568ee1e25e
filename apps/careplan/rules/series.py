"""The tasks of a series: the same on other days, and what of a change follows to the later ones."""

from dataclasses import replace
from datetime import date, time
from zoneinfo import ZoneInfo

from apps.careplan.rules.recurrence import Repeat, days_of
from apps.careplan.rules.tasks import Hours, TaskDraft
from apps.core import zones


class NoSuchTime(ValueError):
    """A clock change skips or doubles the time on one of the days."""

    def __init__(self, day: date, at: time, *, is_skipped: bool) -> None:
        super().__init__(day)
        self.day, self.at, self.is_skipped = day, at, is_skipped


def on_day(draft: TaskDraft, day: date, zone: str) -> TaskDraft:
    """The same on another day, at the same time of the clock in ``zone``. Raises NoSuchTime."""
    if draft.hours is None or day == draft.due_on:
        return replace(draft, due_on=day)
    at = draft.hours.starts_at.astimezone(ZoneInfo(zone)).time()
    try:
        starts_at = zones.moment(day, at, zone, strict=True)
    except (zones.SkippedTime, zones.DoubledTime) as error:
        raise NoSuchTime(day, at, is_skipped=isinstance(error, zones.SkippedTime)) from error
    length = draft.hours.ends_at - draft.hours.starts_at
    return replace(draft, due_on=day, hours=Hours(starts_at, starts_at + length))


def series_of(draft: TaskDraft, repeat: Repeat, zone: str) -> list[TaskDraft]:
    """One draft a day. Raises NoSuchTime."""
    if draft.due_on is None:
        raise ValueError("A series starts on a day.")
    return [on_day(draft, day, zone) for day in days_of(draft.due_on, repeat)]


def follow(own: TaskDraft, before: TaskDraft, after: TaskDraft, zone: str) -> TaskDraft:
    """What a later task becomes when an earlier one turned from ``before`` into ``after``.

    Only what changed follows, so that what was said of this one alone stays. Days shift by as many.
    Raises NoSuchTime.
    """
    names = ("title", "notes", "kind", "minutes", "sharing")
    changed = {n: getattr(after, n) for n in names if getattr(after, n) != getattr(before, n)}
    own = replace(own, **changed)
    if (before.due_on, before.hours) == (after.due_on, after.hours):
        return own
    if own.due_on is None or before.due_on is None or after.due_on is None:
        return replace(own, due_on=after.due_on, hours=after.hours)
    day = own.due_on + (after.due_on - before.due_on)
    return on_day(replace(own, due_on=after.due_on, hours=after.hours), day, zone)
