"""What speaks against taking a task on, and who is not asked for it."""

from datetime import date, time

import pytest

from apps.careplan.kinds import TaskKind
from apps.careplan.rules import Concern, Hours, concerns, suits
from apps.circles.rules import Capacity, Window
from tests.careplan.drafts import LONDON, TOMORROW, hours

NOBODY_SAID = Capacity(zone=LONDON)
NOON, NIGHT = hours(time(12), time(14)), hours(time(22, 30), time(23, 30))


@pytest.mark.parametrize(
    ("capacity", "kind", "when", "minutes", "that_week", "busy", "found"),
    [
        (NOBODY_SAID, TaskKind.RIDE, NIGHT, 60, 6000, False, ()),
        (NOBODY_SAID, TaskKind.MEAL, NOON, 120, 0, True, (Concern.OVERLAP,)),
        (Capacity(LONDON, cannot_drive=True), TaskKind.MEAL, NOON, 120, 0, False, ()),
        (
            Capacity(LONDON, cannot_drive=True),
            TaskKind.RIDE, None, None, 0, False,
            (Concern.CANNOT_DRIVE,),
        ),
        (Capacity(LONDON, no_nights=True), TaskKind.COMPANY, NOON, 120, 0, False, ()),
        (
            Capacity(LONDON, no_nights=True),
            TaskKind.COMPANY, NIGHT, 60, 0, False,
            (Concern.NO_NIGHTS,),
        ),
        (Capacity(LONDON, no_nights=True), TaskKind.COMPANY, None, 60, 0, False, ()),
        (Capacity(LONDON, hours_a_week=4), TaskKind.MEAL, None, 60, 180, False, ()),
        (
            Capacity(LONDON, hours_a_week=4),
            TaskKind.MEAL, None, 61, 180, False,
            (Concern.HOURS_A_WEEK,),
        ),
        (
            Capacity(LONDON, cannot_drive=True, no_nights=True, hours_a_week=1),
            TaskKind.RIDE, NIGHT, 60, 60, True,
            (Concern.OVERLAP, Concern.CANNOT_DRIVE, Concern.NO_NIGHTS, Concern.HOURS_A_WEEK),
        ),
    ],
)  # fmt: skip
def test_what_somebody_said_speaks_against_it(
    capacity: Capacity,
    kind: TaskKind,
    when: Hours | None,
    minutes: int | None,
    that_week: int,
    busy: bool,
    found: tuple[Concern, ...],
) -> None:
    got = concerns(kind, when, minutes, capacity, minutes_that_week=that_week, is_busy=busy)
    assert got == found


@pytest.mark.parametrize(
    ("when", "fits"),
    [(NOON, True), (hours(time(12), time(16)), False), (None, False), (NIGHT, False)],
)
def test_a_time_when_they_can_suits(when: Hours | None, fits: bool) -> None:
    noons = Capacity(LONDON, windows=(Window(TOMORROW.weekday(), time(11), time(15)),))
    assert suits(TaskKind.MEAL, when, noons) == fits


def test_who_cannot_drive_is_not_suited_for_a_ride() -> None:
    window = Window(date(2026, 11, 24).weekday(), time(11), time(15))
    cannot = Capacity(LONDON, cannot_drive=True, windows=(window,))
    assert not suits(TaskKind.RIDE, NOON, cannot)
    assert suits(TaskKind.MEAL, NOON, cannot)
