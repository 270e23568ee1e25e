"""A task as people type it: kind, day, hours, how long."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from apps.careplan.forms import TaskAddForm, TaskEditForm
from apps.careplan.kinds import TaskKind
from apps.careplan.rules import Hours, TaskDraft

LONDON = "Europe/London"
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def typed(**values: Any) -> TaskAddForm:
    return TaskAddForm(values, home_zone=LONDON)


def test_a_kind_brings_its_title_and_how_long_it_takes() -> None:
    form = typed(kind="meal")
    assert form.is_valid()
    assert form.draft == TaskDraft(
        title="Cook a meal", notes="", due_on=None, kind=TaskKind.MEAL, minutes=90
    )


def test_without_a_kind_something_has_to_be_written() -> None:
    form = typed()
    assert form.errors == {"title": ["Write what needs doing."]}
    other = typed(title="Water the plants")
    assert other.is_valid()
    assert (other.draft.kind, other.draft.minutes) == (TaskKind.OTHER, None)


@pytest.mark.parametrize(
    ("fields", "minutes"),
    [
        ({"ends": "13:30"}, 90),
        ({"minutes": "180"}, 180),
        ({"kind": "pets"}, 30),
        ({}, 60),
        ({"starts": "22:00", "minutes": "480"}, 480),
    ],
)
def test_the_end_is_typed_or_follows_from_how_long_it_takes(
    fields: dict[str, str], minutes: int
) -> None:
    form = typed(**{"title": "Cook", "due_on": "2026-11-26", "starts": "12:00"} | fields)
    assert form.is_valid(), form.errors
    hours = form.draft.hours
    assert hours is not None
    assert hours.ends_at - hours.starts_at == timedelta(minutes=minutes)
    assert form.draft.minutes == minutes


@pytest.mark.parametrize(
    ("fields", "wrong", "sentence"),
    [
        ({"starts": "12:00"}, "due_on", "Choose the day as well."),
        ({"due_on": "2026-11-26", "ends": "12:00"}, "ends", "Write when it starts as well"),
        (
            {"due_on": "2026-11-26", "starts": "12:00", "ends": "11:00"},
            "ends",
            "The end has to be after the start.",
        ),
        ({"due_on": "2027-03-28", "starts": "01:30"}, "starts", "There is no 01:30"),
        ({"due_on": "2027-10-31", "starts": "01:30"}, "starts", "01:30 comes twice"),
        ({"due_on": "2027-02-31"}, "due_on", "This is not a date."),
        ({"due_on": "1066-10-14"}, "due_on", "Check the year"),
        ({"due_on": "2026-11-26", "starts": "25:00"}, "starts", "This is not a time of day."),
        ({"minutes": "7"}, "minutes", "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    fields: dict[str, str], wrong: str, sentence: str
) -> None:
    form = typed(title="Cook", **fields)
    assert list(form.errors) == [wrong]
    assert form.errors[wrong][0].startswith(sentence)


def test_a_form_that_is_opened_and_saved_changes_nothing() -> None:
    over_midnight = Hours(NOON + timedelta(hours=10), NOON + timedelta(hours=18))
    for hours in (None, Hours(NOON, NOON + timedelta(minutes=95)), over_midnight):
        saved = TaskDraft(
            title="Keep company",
            notes="The blue door",
            due_on=NOON.date(),
            kind=TaskKind.COMPANY,
            hours=hours,
            minutes=hours.minutes if hours else 120,
        )
        opened = TaskEditForm(home_zone=LONDON, saved=saved, shown_version=3)
        values = {field.name: field.value() for field in opened}
        sent = {name: "" if value is None else value for name, value in values.items()}
        form = TaskEditForm(sent, home_zone=LONDON, saved=saved, shown_version=3)
        assert form.is_valid(), form.errors
        assert form.draft == saved


def test_a_day_without_a_time_stands_alone() -> None:
    form = typed(title="Cook", due_on="2026-11-26")
    assert form.is_valid()
    assert (form.draft.due_on, form.draft.hours) == (date(2026, 11, 26), None)
