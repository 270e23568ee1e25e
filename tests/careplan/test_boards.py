"""The board with many tasks: page by page, by kind, at a constant cost."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.careplan import selectors, services
from apps.careplan.kinds import TaskGroup, TaskKind
from apps.careplan.models import Task
from apps.careplan.rules import TaskDraft
from apps.careplan.selectors import boards
from apps.circles.access import Access
from apps.circles.kinds import Audience
from tests.careplan.conftest import NOW
from tests.careplan.drafts import make_task
from tests.careplan.pages import Browser
from tests.many import copies

Browse = Callable[[str], Browser]
MANY = 10_000
BUDGET = 12


def many_tasks(access: Access, count: int) -> None:
    """Open tasks of every kind, a third of them without a day."""
    kinds = {"kind": f"(ARRAY{TaskKind.values})[1 + n % {len(TaskKind.values)}]"}
    days = {"due_on": "due_on + n % 400", "over_at": "over_at + n % 400 * interval '1 day'"}
    copies(make_task(access, due_on=NOW.date()), count * 2 // 3, **kinds, **days)
    copies(make_task(access), count // 3, **kinds)


@pytest.mark.parametrize("group", [TaskGroup.FREE, TaskGroup.DONE])
def test_pages_of_a_group_follow_each_other_without_gap_or_repeat(
    coordinator: Access, monkeypatch: pytest.MonkeyPatch, group: TaskGroup
) -> None:
    monkeypatch.setattr(boards, "SHOWN", 2)
    monkeypatch.setattr(boards, "DONE_SHOWN", 2)
    for day in (None, date(2026, 12, 1), date(2026, 11, 30), None, date(2026, 12, 1)):
        task = make_task(coordinator, due_on=day)
        if group == TaskGroup.DONE:
            services.complete_task(coordinator, task.pk)
    seen, key = [], ""
    while True:
        page = selectors.task_group(coordinator, group, key).page
        seen += [card.task.due_on for card in page.items]
        key = page.next_key
        if not key:
            break
    assert len(seen) == 5
    if group == TaskGroup.FREE:
        first, second = date(2026, 11, 30), date(2026, 12, 1)
        assert seen == [first, second, second, None, None]


def test_one_kind_can_be_looked_at_alone_and_others_are_not_named(
    browse: Browse, coordinator: Access, helper: Access
) -> None:
    meal = TaskDraft(title="Cook soup", notes="", due_on=None, kind=TaskKind.MEAL)
    ride = TaskDraft(title="Drive to town", notes="", due_on=None, kind=TaskKind.RIDE)
    for draft in (meal, ride):
        services.add_task(coordinator, task_id=make_task(coordinator).pk, draft=draft)
    hidden = make_task(coordinator, "Hidden papers")
    Task.objects.filter(pk=hidden.pk).update(kind=TaskKind.PAPERWORK, audience=Audience.ONLY_ME)
    page = browse("helper").open("task_list", query="?kind=meal")
    assert "Cook soup" in page
    assert "Drive to town" not in page
    assert "Paperwork" not in page
    assert f'name="next" value="{browse("helper").url("task_list")}?kind=meal"' in page
    cooked = Task.objects.get(title="Cook soup")
    board = browse("helper").swap("tasks", "task_claim", cooked.pk, kind="meal").content.decode()
    assert "Yours" in board
    assert "Drive to town" not in board
    assert selectors.open_kinds(helper) == (TaskKind.MEAL, TaskKind.RIDE, TaskKind.OTHER)
    everything = browse("helper").open("task_list", query="?kind=nonsense&group=nonsense")
    assert "Drive to town" in everything


def test_the_board_costs_the_same_with_ten_thousand_tasks(
    browse: Browse, coordinator: Access
) -> None:
    browser = browse("helper")

    def cost(query: str = "") -> int:
        with CaptureQueriesContext(connection) as queries:
            page = browser.open("task_list", query=query)
        assert page.count("list__item") == min(boards.SHOWN, Task.objects.count())
        return len(queries)

    many_tasks(coordinator, 3)
    cost()  # notes the day's first read
    few = cost()
    many_tasks(coordinator, MANY)
    key = selectors.task_board(coordinator).columns[0].page.next_key
    assert cost() == few <= BUDGET
    assert cost(f"?group=free&after={key}") <= BUDGET
