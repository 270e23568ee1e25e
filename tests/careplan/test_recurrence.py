"""The days of what comes back, and what of a change follows to the later ones."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from apps.careplan.kinds import TaskKind, Unit
from apps.careplan.rules import NoSuchTime, Repeat, TaskDraft, days_of, follow, on_day, series_of
from tests.careplan.drafts import LONDON, hours, task_draft

THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("first", "repeat", "days"),
    [
        (THURSDAY, Repeat(Unit.WEEK, 1, 3), ["2026-11-26", "2026-12-03", "2026-12-10"]),
        (THURSDAY, Repeat(Unit.DAY, 21, 2), ["2026-11-26", "2026-12-17"]),
        (date(2027, 1, 31), Repeat(Unit.MONTH, 1, 3), ["2027-01-31", "2027-02-28", "2027-03-31"]),
        (date(2028, 1, 30), Repeat(Unit.MONTH, 1, 2), ["2028-01-30", "2028-02-29"]),
        (date(2028, 2, 29), Repeat(Unit.MONTH, 12, 2), ["2028-02-29", "2029-02-28"]),
        (date(2026, 11, 5), Repeat(Unit.MONTH, 1, 2), ["2026-11-05", "2026-12-05"]),
        (THURSDAY, Repeat(Unit.DAY, 1, 1), ["2026-11-26"]),
    ],
)
def test_what_comes_back_has_its_days(first: date, repeat: Repeat, days: list[str]) -> None:
    assert [day.isoformat() for day in days_of(first, repeat)] == days


@pytest.mark.parametrize(
    "repeat",
    [Repeat(Unit.DAY, 0, 5), Repeat(Unit.DAY, 1, 0), Repeat(Unit.DAY, 1, 10_000)],
)
def test_what_is_no_series_is_refused(repeat: Repeat) -> None:
    with pytest.raises(ValueError, match="Repeat"):
        days_of(THURSDAY, repeat)


def test_a_series_keeps_the_time_of_the_clock_over_a_clock_change() -> None:
    saturday = date(2027, 3, 27)
    draft = task_draft(due_on=saturday, hours=hours(time(12), time(13), saturday))
    before, after = series_of(draft, Repeat(Unit.DAY, 1, 2), LONDON)
    assert before.hours
    assert after.hours
    assert after.hours.starts_at - before.hours.starts_at == timedelta(hours=23)


@pytest.mark.parametrize(
    ("first", "is_skipped"), [(date(2027, 3, 27), True), (date(2026, 10, 24), False)]
)
def test_a_time_that_a_clock_change_skips_or_doubles_is_told_with_its_day(
    first: date, is_skipped: bool
) -> None:
    draft = task_draft(due_on=first, hours=hours(time(1, 30), time(2), first))
    with pytest.raises(NoSuchTime) as caught:
        series_of(draft, Repeat(Unit.DAY, 1, 3), LONDON)
    assert caught.value.day == first + timedelta(days=1)
    assert caught.value.is_skipped == is_skipped


NOON, EVENING = (time(12), time(13)), (time(18), time(19))
BEFORE = task_draft("Cook", due_on=THURSDAY, hours=hours(*NOON, THURSDAY), minutes=60)
LATER = on_day(BEFORE, THURSDAY + timedelta(days=7), LONDON)


def changed(draft: TaskDraft, **values: Any) -> TaskDraft:
    fields = {name: getattr(draft, name) for name in draft.__slots__}
    return TaskDraft(**fields | values)


@pytest.mark.parametrize(
    ("own", "after", "becomes"),
    [
        (LATER, changed(BEFORE, title="Bake"), changed(LATER, title="Bake")),
        (
            changed(LATER, notes="For four"),
            changed(BEFORE, title="Bake"),
            changed(LATER, notes="For four", title="Bake"),
        ),
        (
            LATER,
            on_day(BEFORE, THURSDAY + timedelta(days=1), LONDON),
            on_day(LATER, THURSDAY + timedelta(days=8), LONDON),
        ),
        (
            LATER,
            changed(BEFORE, hours=hours(*EVENING, THURSDAY)),
            changed(LATER, hours=hours(*EVENING, THURSDAY + timedelta(days=7))),
        ),
        (LATER, changed(BEFORE, hours=None), changed(LATER, hours=None)),
        (
            LATER,
            changed(BEFORE, due_on=None, hours=None),
            changed(LATER, due_on=None, hours=None),
        ),
        (LATER, changed(BEFORE, kind=TaskKind.MEAL), changed(LATER, kind=TaskKind.MEAL)),
    ],
)
def test_only_what_changed_follows(own: TaskDraft, after: TaskDraft, becomes: TaskDraft) -> None:
    assert follow(own, BEFORE, after, LONDON) == becomes
