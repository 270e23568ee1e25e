"""Tasks as people see and press them."""

from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any
from uuid import uuid4

import pytest

from apps.careplan import services
from apps.careplan.models import Task
from apps.careplan.rules import TaskDraft
from apps.circles.access import Access
from apps.circles.models import Receipt
from tests.careplan.drafts import make_task
from tests.careplan.pages import Browser

Browse = Callable[[str], Browser]


def fields(**changes: Any) -> dict[str, Any]:
    return {"once": str(uuid4()), "title": "Cook soup", "due_on": "", "notes": ""} | changes


def test_an_empty_list_says_what_will_be_here(browse: Browse) -> None:
    assert "Add a task" in browse("helper").open("task_list")
    page = browse("follower").open("task_list")
    assert "Nothing to do right now" in page
    assert "Add a task" not in page
    assert 'class="switch"' not in page  # a follower has no dates to switch to


def test_a_task_is_added_taken_done_and_shows_who_and_when(browse: Browse) -> None:
    page = browse("coordinator").press("task_add", **fields(due_on="2026-11-26"))
    assert "It is on the list." in page
    assert "By Thursday 26 November" in page
    task = Task.objects.get()
    helper = browse("helper")
    assert "Thank you. It is yours." in helper.press("task_claim", task.pk)
    done = helper.press("task_completion", task.pk)
    assert "Done by Jun Cole, today at 09:00" in done
    assert "Not done after all" in done
    assert "Done by Jun Cole, today at 09:00" in browse("follower").open("task_list")
    assert "It is open again." in helper.press("task_reopening", task.pk)
    assert "It is free again." in helper.press("task_release", task.pk)


def test_a_task_needs_only_a_title_and_an_empty_one_is_said_so(browse: Browse) -> None:
    response = browse("helper").send("task_add", **fields(title="  ", notes="Two portions"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Write what needs doing." in page
    assert "Two portions" in page
    assert not Task.objects.exists()
    browse("helper").press("task_add", title="Cook")
    assert Task.objects.get().title == "Cook"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"due_on": "2026-02-31"}, "Choose a day that is in the calendar."),
        ({"due_on": "2206-11-26"}, "Check the year of this date."),
        ({"title": "x" * 161}, "at most 160 characters"),
        ({"notes": "x" * 12_001}, "This text is too long"),
    ],
)
def test_bad_input_gets_a_clear_sentence_and_nothing_is_saved(
    browse: Browse, changes: dict[str, Any], sentence: str
) -> None:
    response = browse("helper").send("task_add", **fields(**changes))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Task.objects.exists()


def test_emoji_chinese_and_long_notes_are_kept_as_typed(browse: Browse) -> None:
    notes = "汤🍲" * 5000
    browse("helper").press("task_add", **fields(title="煮汤 🍲", notes=notes))
    task = Task.objects.get()
    assert notes in browse("follower").open("task_detail", task.pk)
    assert "煮汤 🍲" in browse("follower").open("task_list")


def test_a_double_tap_makes_one_task(browse: Browse) -> None:
    browser, same = browse("helper"), fields()
    for _twice in range(2):
        browser.press("task_add", **same)
    assert Task.objects.count() == 1
    assert Receipt.objects.filter(action="added", subject="task").count() == 1


def test_pressing_too_late_is_answered_kindly(
    browse: Browse, coordinator: Access, patient: Access
) -> None:
    task = make_task(coordinator)
    services.claim_task(patient, task.pk)
    assert "Mei Chen was a moment faster" in browse("helper").press("task_claim", task.pk)
    assert "Mei Chen has taken this on." in browse("helper").press("task_completion", task.pk)


def test_htmx_on_the_list_gets_the_list_and_on_the_page_the_page(
    browse: Browse, coordinator: Access
) -> None:
    task, browser = make_task(coordinator, notes="Two portions"), browse("helper")
    board = browser.swap("tasks", "task_claim", task.pk).content.decode()
    assert board.strip().startswith('<div class="stack" id="tasks"')
    assert "Yours" in board
    assert "Thank you. It is yours." in board
    piece = browser.swap("task", "task_completion", task.pk).content.decode()
    assert piece.strip().startswith('<div class="split split--detail" id="task"')
    assert "Two portions" in piece
    assert "<html" not in board + piece


def test_from_the_list_one_is_led_back_to_the_list(browse: Browse, coordinator: Access) -> None:
    task, browser = make_task(coordinator), browse("helper")
    page = browser.open("task_list")
    assert f'name="next" value="{browser.url("task_list")}"' in page
    back = browser.send("task_claim", task.pk, next=browser.url("task_list"))
    assert back["Location"] == browser.url("task_list")


def test_taking_off_the_list_shows_who_and_when_with_undo(
    browse: Browse, coordinator: Access
) -> None:
    task, browser = make_task(coordinator, "Mow the lawn"), browse("coordinator")
    assert "Mow the lawn" in browser.open("task_edit", task.pk)
    assert "What needs doing?" in browser.open("task_add")
    page = browser.press("task_withdrawal", task.pk)
    assert "Taken off the list by Ana Ruiz, today at 09:00" in page
    assert task.title not in browser.open("task_list")
    assert "Undo" not in browse("helper").open("task_detail", task.pk)
    assert "It is back on the list." in browser.press("task_restoration", task.pk)


def test_a_stale_form_is_shown_again_with_what_stands_now_and_saves_knowingly(
    browse: Browse, coordinator: Access, patient: Access
) -> None:
    task = make_task(coordinator)
    draft = TaskDraft(title="Cook rice", notes="", due_on=date(2026, 11, 26))
    services.edit_task(patient, task_id=task.pk, version=1, draft=draft)
    browser, typed = browse("coordinator"), fields(version=1, notes="Two portions")
    response = browser.send("task_edit", task.pk, **typed)
    page = unescape(response.content.decode())
    assert response.status_code == 409
    assert "Mei Chen changed this while you were writing." in page
    assert "Now: Cook rice" in page
    assert "Now: Thursday 26 November" in page
    assert 'value="Cook soup"' in page
    assert "Two portions" in page
    assert '<input type="hidden" name="version" value="2"' in page
    assert "Saved." in browser.press("task_edit", task.pk, **typed | {"version": 2})


def test_ones_own_task_can_be_changed_by_a_helper_and_others_not(
    browse: Browse, coordinator: Access, helper: Access
) -> None:
    own, foreign = make_task(helper), make_task(coordinator)
    browser = browse("helper")
    assert "Saved." in browser.press("task_edit", own.pk, **fields(version=1))
    assert browser.url("task_edit", foreign.pk) not in browser.open("task_detail", foreign.pk)
    assert browser.send("task_edit", foreign.pk, **fields(version=1)).status_code == 403


def test_a_withdrawn_task_is_not_changed(browse: Browse, coordinator: Access) -> None:
    task = make_task(coordinator)
    services.withdraw_task(coordinator, task.pk)
    response = browse("coordinator").send("task_edit", task.pk, **fields(version=2))
    assert response.status_code == 422
    assert "Put it back first." in response.content.decode()


def test_a_follower_has_nothing_to_press(browse: Browse, coordinator: Access) -> None:
    task = make_task(coordinator)
    for page in (
        browse("follower").open("task_list"),
        browse("follower").open("task_detail", task.pk),
    ):
        main = page.split("<main")[1].split("</main>")[0]
        assert "<form" not in main
