"""Tasks that come back: put down, taken and changed together."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.careplan import services
from apps.careplan.forms import TaskAddForm
from apps.careplan.kinds import Unit
from apps.careplan.models import Task, TaskSeries
from apps.careplan.rules import Repeat
from apps.circles.access import Access
from apps.circles.kinds import Audience
from apps.core.errors import AskFirst, RuleError, StaleError
from apps.reminders.models import Reminder
from tests.careplan.conftest import NOW
from tests.careplan.drafts import LONDON, TOMORROW, hours, make_series, make_timed_task, task_draft
from tests.careplan.pages import Browser

Browse = Callable[[str], Browser]
WEEK = timedelta(days=7)


def days(tasks: list[Task]) -> list[date | None]:
    rows = Task.objects.filter(pk__in=[task.pk for task in tasks]).order_by("number")
    return list(rows.values_list("due_on", flat=True))


def typed(**fields: Any) -> TaskAddForm:
    values = {"title": "Cook", "due_on": "2026-11-26", "rhythm": "weekly", "times": "6"}
    return TaskAddForm(values | fields, home_zone=LONDON)


@pytest.mark.parametrize(
    ("fields", "wrong", "sentence"),
    [
        ({"times": "10000"}, "times", "That is too many at once. Put down up to 60 times"),
        ({"times": "1"}, "times", "Twice or more makes a series."),
        ({"times": ""}, "times", "Write how many times in all."),
        ({"times": "six"}, "times", "Write a number"),
        ({"due_on": ""}, "due_on", "Choose the first day."),
        ({"due_on": "2027-03-26", "starts": "01:30", "rhythm": "daily"}, "starts", "There is no"),
    ],
)
def test_what_is_no_series_is_said_beside_its_field(
    fields: dict[str, str], wrong: str, sentence: str
) -> None:
    form = typed(**fields)
    assert list(form.errors) == [wrong]
    assert form.errors[wrong][0].startswith(sentence)


def test_a_series_is_typed_once_and_taken_one_by_one_or_all_at_once(
    browse: Browse, coordinator: Access, helper: Access
) -> None:
    fields = {"title": "Cook", "due_on": "2026-11-26", "rhythm": "weekly", "times": "6"}
    once = str(uuid4())
    for _double_tap in range(2):
        browse("coordinator").send("task_add", once=once, **fields)
    tasks = list(Task.objects.order_by("number"))
    assert days(tasks) == [date(2026, 11, 26) + WEEK * number for number in range(6)]
    assert TaskSeries.objects.count() == 1
    services.claim_task(coordinator, tasks[0].pk)
    page = browse("helper").open("task_detail", tasks[1].pk)
    assert "Every week: 2 of 6" in page
    assert "I can do all 5" in page
    assert "All 5 are yours" in browse("helper").press("task_series_claim", tasks[1].pk)
    holders = set(Task.objects.values_list("claimed_by", flat=True))
    assert holders == {coordinator.membership.pk, helper.membership.pk}
    with pytest.raises(RuleError, match="Nobody is needed"):
        services.claim_series(helper, tasks[1].pk)


def test_tasks_on_the_last_of_shorter_months_are_said_to_be(browse: Browse) -> None:
    monthly = {"title": "Cook", "due_on": "2027-01-31", "rhythm": "monthly", "times": "2"}
    page = browse("coordinator").press("task_add", **monthly)
    assert "Where a month has no such day, it is on the last one." in page
    page = browse("coordinator").press("task_add", **monthly | {"rhythm": "weekly"})
    assert "They are on the list." in page
    assert "Where a month" not in page


def test_a_change_goes_to_one_or_to_this_and_the_later_ones(coordinator: Access) -> None:
    tasks = make_series(coordinator, times=4)
    alone = task_draft("Bake", due_on=TOMORROW, kind=tasks[0].kind)
    services.edit_task(coordinator, task_id=tasks[0].pk, version=1, draft=alone)
    moved = task_draft("Soup", due_on=TOMORROW + WEEK + timedelta(days=1), kind=tasks[1].kind)
    services.complete_task(coordinator, tasks[3].pk)
    changed = services.edit_series(coordinator, task_id=tasks[1].pk, version=1, draft=moved)
    assert changed == 2
    titles = list(Task.objects.order_by("number").values_list("title", flat=True))
    assert titles == ["Bake", "Soup", "Soup", "Cook"]
    assert days(tasks) == [
        TOMORROW,
        TOMORROW + WEEK + timedelta(days=1),
        TOMORROW + 2 * WEEK + timedelta(days=1),
        TOMORROW + 3 * WEEK,
    ]
    assert services.edit_series(coordinator, task_id=tasks[1].pk, version=1, draft=moved) == 0
    with pytest.raises(StaleError):
        services.edit_series(coordinator, task_id=tasks[1].pk, version=1, draft=alone)


def test_a_change_to_later_ones_that_a_clock_change_forbids_changes_none(
    coordinator: Access,
) -> None:
    first = date(2027, 3, 21)
    tasks = make_series(coordinator, due_on=first, hours=hours(time(12), time(13), first))
    early = task_draft(due_on=first, hours=hours(time(1, 30), time(2), first), kind=tasks[0].kind)
    with pytest.raises(RuleError, match="There is no 01:30 on Sunday 28 March"):
        services.edit_series(coordinator, task_id=tasks[0].pk, version=1, draft=early)
    assert set(Task.objects.values_list("version", flat=True)) == {1}


def test_what_goes_off_the_list_together_comes_back_together(
    coordinator: Access, browse: Browse, set_clock: Callable[[datetime], None]
) -> None:
    tasks = make_series(coordinator, times=5)
    services.complete_task(coordinator, tasks[3].pk)
    services.withdraw_task(coordinator, tasks[4].pk)
    set_clock(NOW + timedelta(minutes=1))
    assert services.withdraw_series(coordinator, tasks[1].pk) == 2
    statuses = list(Task.objects.order_by("number").values_list("status", flat=True))
    assert statuses == ["open", "withdrawn", "withdrawn", "done", "withdrawn"]
    browser = browse("coordinator")
    assert "Undo for all" not in browser.open("task_detail", tasks[4].pk)
    assert "Undo for all 2" in browser.open("task_detail", tasks[2].pk)
    page = browser.press("task_restoration", tasks[2].pk, later="1")
    assert "All 2 are back on the list." in page
    statuses = list(Task.objects.order_by("number").values_list("status", flat=True))
    assert statuses == ["open", "open", "open", "done", "withdrawn"]


def test_taking_all_asks_first_when_one_of_them_is_beside_something_else(
    coordinator: Access, helper: Access, browse: Browse
) -> None:
    tasks = make_series(coordinator, hours=hours(time(12), time(13)))
    other = make_timed_task(coordinator, "Shop", day=TOMORROW + WEEK)
    services.claim_task(helper, other.pk)
    with pytest.raises(AskFirst, match="something else on the list at that time"):
        services.claim_series(helper, tasks[0].pk)
    assert not Task.objects.filter(series__isnull=False, claimed_by__isnull=False).exists()
    page = browse("helper").press("task_series_claim", tasks[0].pk)
    assert "Take them all the same?" in page
    assert "All 3 are yours" in browse("helper").press(
        "task_series_claim", tasks[0].pk, knowingly="1"
    )


def test_a_hidden_one_of_a_series_is_neither_counted_nor_taken(
    coordinator: Access, helper: Access, browse: Browse
) -> None:
    tasks = make_series(coordinator)
    Task.objects.filter(pk=tasks[1].pk).update(audience=Audience.ONLY_ME)
    page = browse("helper").open("task_detail", tasks[2].pk)
    assert "Every week: 2 of 2" in page
    assert "I can do all 2" in page
    assert services.claim_series(helper, tasks[0].pk) == 2


def test_who_may_not_change_a_task_changes_no_series(helper: Access, coordinator: Access) -> None:
    tasks = make_series(coordinator)
    for refused in (services.withdraw_series, services.restore_series):
        with pytest.raises(PermissionDenied):
            refused(helper, tasks[0].pk)


def test_too_long_a_series_is_never_put_down(coordinator: Access) -> None:
    draft = task_draft(due_on=TOMORROW)
    with pytest.raises(ValueError, match="Repeat"):
        services.add_series(
            coordinator, series_id=uuid4(), draft=draft, repeat=Repeat(Unit.DAY, 1, 10_000)
        )
    assert not TaskSeries.objects.exists()


def test_sixty_tasks_cost_as_many_queries_as_six(coordinator: Access) -> None:
    def cost(times: int) -> int:
        with CaptureQueriesContext(connection) as caught:
            make_series(coordinator, times=times)
        return len(caught)

    assert cost(6) == cost(60) < 25
    assert Reminder.objects.filter(subject="wanted_task").count() == 66
