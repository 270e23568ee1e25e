"""The board: tasks by who has them, the most pressing first, page by page. Always through ``visible_to``."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from apps.careplan.kinds import TaskGroup, TaskKind, TaskStatus
from apps.careplan.models import MOST_PRESSING, Task
from apps.careplan.models.tasks import NEWEST_DONE
from apps.careplan.selectors.paging import Page, after, key_of
from apps.careplan.selectors.tasks import TaskCard, cards_of
from apps.circles.access import Access
from apps.core import clock

LATELY = timedelta(days=14)
SHOWN = 30
DONE_SHOWN = 10


@dataclass(frozen=True, slots=True)
class TaskColumn:
    """One group of the board, as far as it is shown at once."""

    group: TaskGroup
    page: Page[TaskCard]


@dataclass(frozen=True, slots=True)
class TaskBoard:
    """The groups that have something in them, and the kinds of help that the open tasks are of."""

    columns: tuple[TaskColumn, ...]
    kinds: tuple[TaskKind, ...]
    kind: TaskKind | None = None

    @property
    def is_empty(self) -> bool:
        return not self.columns

    def cards(self, group: TaskGroup) -> list[TaskCard]:
        return next((column.page.items for column in self.columns if column.group == group), [])


def task_board(access: Access, kind: TaskKind | None = None) -> TaskBoard:
    """The first page of each group; five queries, whatever the number of tasks."""
    columns = (task_group(access, group, kind=kind) for group in TaskGroup)
    return TaskBoard(tuple(column for column in columns if column.page.items), _kinds(access), kind)


def task_group(
    access: Access, group: TaskGroup, key: str = "", kind: TaskKind | None = None
) -> TaskColumn:
    """One page of one group; one query."""
    rows = _rows(access, group)
    if kind is not None:
        rows = rows.filter(kind=kind)
    is_done = group == TaskGroup.DONE
    order, shown = (NEWEST_DONE, DONE_SHOWN) if is_done else (MOST_PRESSING, SHOWN)
    fields = tuple(name.removeprefix("-") for name in order)
    rows = after(rows, key, descending=is_done, order=fields)
    cards = cards_of(access, rows[: shown + 1])
    items = cards[:shown]
    return TaskColumn(
        group, Page(items, key_of(items[-1].task, fields) if len(cards) > shown else "")
    )


def _rows(access: Access, group: TaskGroup) -> QuerySet[Task]:
    rows = Task.objects.visible_to(access)
    me, today = access.membership, clock.today(access.circle.time_zone)
    if group == TaskGroup.DONE:
        return rows.done().filter(done_at__gt=clock.now() - LATELY)
    if group == TaskGroup.MINE:
        return rows.open().held_by(me)
    if group == TaskGroup.FREE:
        return rows.open().free(today)
    return rows.open().held_by_others(me, today)


def _kinds(access: Access) -> tuple[TaskKind, ...]:
    rows = Task.objects.visible_to(access).filter(status=TaskStatus.OPEN)
    found = set(rows.values_list("kind", flat=True).distinct())
    return tuple(kind for kind in TaskKind if kind.value in found)
