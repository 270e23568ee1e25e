"""The tasks of one series, as far as the reader may see them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from apps.careplan.kinds import TaskStatus
from apps.careplan.models import Task
from apps.careplan.rules import Repeat
from apps.careplan.selectors.holders import is_free, may_change
from apps.circles.access import Access


@dataclass(frozen=True, slots=True)
class SeriesCard:
    """Where in a series a task stands, and how many of it nobody has. Only of those the reader sees: a number
    that is left out would tell of one that is hidden."""

    repeat: Repeat
    number: int
    of: int
    free: int
    off_together: (
        int  # went off the list at once, this one included, and could be brought back by the reader
    )


def tasks_of_series(access: Access, series_id: UUID) -> QuerySet[Task]:
    rows: QuerySet[Task] = Task.objects.visible_to(access).filter(series=series_id)
    return rows.order_by("number")


def locked_later(access: Access, series_id: UUID, *, first: int) -> list[Task]:
    """For services: what is open from the task with this number on, each row locked."""
    rows = tasks_of_series(access, series_id).filter(number__gte=first, status=TaskStatus.OPEN)
    return list(rows.select_for_update(of=("self",)))


def locked_withdrawn_with(access: Access, task: Task) -> list[Task]:
    """For services: this one and what went off the list at the same moment, each row locked."""
    if task.series_id is None:
        return []
    together = {"status": TaskStatus.WITHDRAWN, "changed_at": task.changed_at}
    rows = tasks_of_series(access, task.series_id).filter(**together)
    return list(rows.select_for_update(of=("self",)))


def series_card(access: Access, task: Task) -> SeriesCard | None:
    """Two queries; None for a task that stands alone."""
    if task.series is None:
        return None
    rows = list(tasks_of_series(access, task.series.pk).select_related("claimed_by"))
    off = [row for row in rows if row.status == TaskStatus.WITHDRAWN and may_change(access, row)]
    return SeriesCard(
        repeat=task.series.repeat,
        number=1 + [row.pk for row in rows].index(task.pk),
        of=len(rows),
        free=sum(row.status == TaskStatus.OPEN and is_free(access, row) for row in rows),
        off_together=sum(row.changed_at == task.changed_at for row in off),
    )
