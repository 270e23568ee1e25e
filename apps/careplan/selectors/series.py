"""The tasks of one series, as far as the reader may see them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from apps.careplan.kinds import TaskStatus
from apps.careplan.models import Task
from apps.careplan.rules import Repeat
from apps.careplan.selectors.holders import is_free
from apps.circles.access import Access


@dataclass(frozen=True, slots=True)
class SeriesCard:
    """Where in a series a task stands, and how many of it nobody has."""

    repeat: Repeat
    number: int
    of: int
    free: int


def tasks_of_series(access: Access, series_id: UUID) -> QuerySet[Task]:
    rows: QuerySet[Task] = Task.objects.visible_to(access).filter(series=series_id)
    return rows.order_by("number")


def locked_later(
    access: Access, series_id: UUID, *, first: int, status: TaskStatus = TaskStatus.OPEN
) -> list[Task]:
    """For services: from the task with this number on, each row locked."""
    rows = tasks_of_series(access, series_id).filter(number__gte=first, status=status)
    return list(rows.select_for_update(of=("self",)))


def series_card(access: Access, task: Task) -> SeriesCard | None:
    """Two queries; None for a task that stands alone."""
    if task.series is None or task.number is None:
        return None
    rows = list(tasks_of_series(access, task.series.pk).select_related("claimed_by"))
    free = sum(row.status == TaskStatus.OPEN and is_free(access, row) for row in rows)
    return SeriesCard(task.series.repeat, task.number, len(rows), free)
