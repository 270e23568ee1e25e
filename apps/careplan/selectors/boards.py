"""The board: tasks by who has them, the most pressing first, page by page. Always through ``visible_to``."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet, TextField, Value

from apps.careplan.kinds import TaskGroup, TaskKind, TaskStatus
from apps.careplan.models import MOST_PRESSING, Task
from apps.careplan.models.tasks import NEWEST_DONE
from apps.careplan.selectors.paging import Page, after, key_of
from apps.careplan.selectors.tasks import TaskCard, cards_of, with_people
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
    """The groups that have something in them, all of it or help of one kind."""

    columns: tuple[TaskColumn, ...]
    kind: TaskKind | None = None

    @property
    def is_empty(self) -> bool:
        return not self.columns

    def cards(self, group: TaskGroup) -> list[TaskCard]:
        return next((column.page.items for column in self.columns if column.group == group), [])


def task_board(access: Access, kind: TaskKind | None = None) -> TaskBoard:
    """The first page of each group; one query, whatever the number of tasks."""
    first, *others = (_first(access, group, kind=kind) for group in TaskGroup)
    found: dict[TaskGroup, list[Task]] = {group: [] for group in TaskGroup}
    for row in first.union(*others, all=True):  # each group in its own order
        found[TaskGroup(row.group)].append(row)
    columns = (_column(access, group, rows) for group, rows in found.items() if rows)
    return TaskBoard(tuple(columns), kind)


def task_group(
    access: Access, group: TaskGroup, key: str = "", kind: TaskKind | None = None
) -> TaskColumn:
    """One page of one group; one query."""
    return _column(access, group, list(_first(access, group, key, kind)))


def open_kinds(access: Access) -> tuple[TaskKind, ...]:
    """The kinds of help that the open tasks are of."""
    rows = Task.objects.visible_to(access).filter(status=TaskStatus.OPEN)
    found = set(rows.values_list("kind", flat=True).distinct())
    return tuple(kind for kind in TaskKind if kind.value in found)


def _first(
    access: Access, group: TaskGroup, key: str = "", kind: TaskKind | None = None
) -> QuerySet[Any]:
    """The rows of a page and one more, which tells whether there is another."""
    rows = _rows(access, group)
    if kind is not None:
        rows = rows.filter(kind=kind)
    fields, shown, is_done = _shape(group)
    rows = with_people(after(rows, key, descending=is_done, order=fields))
    return rows.annotate(group=Value(group.value, TextField()))[: shown + 1]


def _column(access: Access, group: TaskGroup, rows: list[Task]) -> TaskColumn:
    fields, shown, _is_done = _shape(group)
    items = cards_of(access, rows[:shown])
    next_key = key_of(items[-1].task, fields) if len(rows) > shown else ""
    return TaskColumn(group, Page(items, next_key))


def _shape(group: TaskGroup) -> tuple[tuple[str, ...], int, bool]:
    """By what a group is ordered, how many of it are shown at once, and whether it is what was done."""
    is_done = group == TaskGroup.DONE
    order, shown = (NEWEST_DONE, DONE_SHOWN) if is_done else (MOST_PRESSING, SHOWN)
    return tuple(name.removeprefix("-") for name in order), shown, is_done


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
