"""What speaks against somebody's taking a task on: something else at that time, or what they said they cannot.

Nothing here forbids: people are told, and may take it all the same.
"""

from dataclasses import replace
from enum import StrEnum

from apps.careplan.kinds import TaskKind
from apps.careplan.rules.tasks import Hours
from apps.circles.rules import Capacity, Fit, fit, has_room


class Concern(StrEnum):
    OVERLAP = "overlap"
    CANNOT_DRIVE = "cannot_drive"
    NO_NIGHTS = "no_nights"
    HOURS_A_WEEK = "hours_a_week"


def concerns(
    kind: TaskKind,
    hours: Hours | None,
    minutes: int | None,
    capacity: Capacity,
    *,
    minutes_that_week: int,
    is_busy: bool,
) -> tuple[Concern, ...]:
    """All that speaks against it. ``minutes_that_week`` is what they have taken on for the same week."""
    found = {
        Concern.OVERLAP: is_busy,
        Concern.CANNOT_DRIVE: kind == TaskKind.RIDE and capacity.cannot_drive,
        Concern.NO_NIGHTS: hours is not None and _at_night(capacity, hours),
        Concern.HOURS_A_WEEK: not has_room(capacity, minutes_that_week / 60, (minutes or 0) / 60),
    }
    return tuple(concern for concern, holds in found.items() if holds)


def suits(kind: TaskKind, hours: Hours | None, capacity: Capacity) -> bool:
    """Whether they said that this is a time when they can."""
    return hours is not None and (
        fit(capacity, hours.starts_at, hours.ends_at, drives=kind == TaskKind.RIDE) == Fit.YES
    )


def _at_night(capacity: Capacity, hours: Hours) -> bool:
    could_drive = replace(capacity, cannot_drive=False)
    return fit(could_drive, hours.starts_at, hours.ends_at) == Fit.NO
