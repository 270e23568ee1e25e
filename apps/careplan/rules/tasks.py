"""A task as somebody wants it to be: when it is wanted, and from when it is late."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from apps.careplan.kinds import TaskKind
from apps.careplan.rules.appointments import When
from apps.circles.rules import FOR_ALL, Sharing
from apps.core import zones


@dataclass(frozen=True, slots=True)
class Hours:
    """From when until when a task takes place, in UTC."""

    starts_at: datetime
    ends_at: datetime

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at) / timedelta(minutes=1))


class Shows(NamedTuple):
    """What somebody outside the circle may read of a task, besides what kind of help it is."""

    title: bool
    when: bool
    notes: bool

    @classmethod
    def usual(cls) -> "Shows":
        return cls(title=True, when=True, notes=False)

    @classmethod
    def least(cls) -> "Shows":
        return cls(title=False, when=True, notes=False)

    def without_words(self) -> "Shows":
        """No more of it than its day."""
        return self._replace(title=False, notes=False)

    @classmethod
    def nothing(cls) -> "Shows":
        return cls(title=False, when=False, notes=False)


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A task as somebody wants it to be. ``minutes`` is how long it takes, where somebody can say."""

    title: str
    notes: str
    due_on: date | None
    kind: TaskKind = TaskKind.OTHER
    hours: Hours | None = None
    minutes: int | None = None
    sharing: Sharing = FOR_ALL


def when_of(due_on: date | None, hours: Hours | None, zone: str) -> When | None:
    """The time of a task in the patient's zone; None when there is no hurry."""
    if due_on is None:
        return None
    if hours is None:
        return When(zones.moment(due_on, time.min, zone), time_known=False, zone=zone)
    return When(hours.starts_at, time_known=True, zone=zone, ends_at=hours.ends_at)
