"""The board: tasks by who has them, the most pressing first, page by page. Always through ``visible_to``."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from apps.careplan.kinds import TaskGroup, TaskKind, TaskStatus
from apps.careplan.models import MOST_PRESSING, Task
from apps.careplan.models.tasks import NEWEST_DONE, TaskQuerySet
from apps.careplan.selectors.holders import is_free, is_held_by
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
    """The first page of each group; two queries, whatever the number of tasks: which they are, then those."""
    visible = Task.objects.visible_to(access)
    first, *others = (_first(access, visible, group, kind).values("pk") for group in TaskGroup)
    chosen = [row["pk"] for row in first.union(*others, all=True)]
    if not chosen:
        return TaskBoard((), kind)
    found: dict[TaskGroup, list[Task]] = {group: [] for group in TaskGroup}
    for row in with_people(visible.filter(pk__in=chosen)).order_by(*MOST_PRESSING):
        found[_group_of(access, row)].append(row)
    found[TaskGroup.DONE].sort(key=lambda row: (row.done_at, row.pk), reverse=True)
    columns = (_column(access, group, rows) for group, rows in found.items() if rows)
    return TaskBoard(tuple(columns), kind)


def task_group(
    access: Access, group: TaskGroup, key: str = "", kind: TaskKind | None = None
) -> TaskColumn:
    """One page of one group; one query."""
    rows = _first(access, Task.objects.visible_to(access), group, kind, key)
    return _column(access, group, list(with_people(rows)))


def open_kinds(access: Access) -> tuple[TaskKind, ...]:
    """The kinds of help that the open tasks are of."""
    rows = Task.objects.visible_to(access).filter(status=TaskStatus.OPEN)
    found = set(rows.values_list("kind", flat=True).distinct())
    return tuple(kind for kind in TaskKind if kind.value in found)


def _first(
    access: Access, visible: TaskQuerySet, group: TaskGroup, kind: TaskKind | None, key: str = ""
) -> QuerySet[Any]:
    """The rows of a page and one more, which tells whether there is another."""
    rows = _rows(access, visible, group)
    if kind is not None:
        rows = rows.filter(kind=kind)
    fields, shown, is_done = _shape(group)
    return after(rows, key, descending=is_done, order=fields)[: shown + 1]


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


def _rows(access: Access, visible: TaskQuerySet, group: TaskGroup) -> TaskQuerySet:
    me, today = access.membership, clock.today(access.circle.time_zone)
    if group == TaskGroup.DONE:
        return visible.done().filter(done_at__gt=clock.now() - LATELY)
    if group == TaskGroup.MINE:
        return visible.open().held_by(me)
    if group == TaskGroup.FREE:
        return visible.open().free(today)
    return visible.open().held_by_others(me, today)


def _group_of(access: Access, row: Task) -> TaskGroup:
    """The same of a row that was read."""
    if row.status == TaskStatus.DONE:
        return TaskGroup.DONE
    if is_held_by(access, row):
        return TaskGroup.MINE
    return TaskGroup.FREE if is_free(access, row) else TaskGroup.TAKEN
