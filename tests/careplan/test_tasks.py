"""Tasks: writing them, taking them on, finishing them."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from apps.careplan import selectors, services
from apps.careplan.kinds import TaskStatus
from apps.careplan.models import Task
from apps.careplan.rules import TaskDraft
from apps.circles.access import Access, open_circle
from apps.circles.kinds import Action
from apps.circles.models import Receipt
from apps.core.errors import RuleError, StaleError
from tests.careplan.conftest import NOW
from tests.careplan.drafts import make_task
from tests.people import Cast


def noted(task: Task) -> list[str]:
    rows = Receipt.objects.filter(subject_id=task.pk).order_by("id")
    return list(rows.values_list("action", flat=True))


def edit(access: Access, task: Task, version: int = 1, title: str = "Cook soup") -> Task:
    draft = TaskDraft(title=title, notes="", due_on=None)
    return services.edit_task(access, task_id=task.pk, version=version, draft=draft)


def test_a_task_goes_from_hand_to_hand_and_each_step_is_noted(
    coordinator: Access, helper: Access
) -> None:
    task = make_task(coordinator)
    assert services.claim_task(helper, task.pk).claimed_by == helper.membership
    assert services.release_task(helper, task.pk).claimed_by is None
    services.claim_task(helper, task.pk)
    done = services.complete_task(helper, task.pk)
    assert (done.status, done.done_by, done.done_at) == ("done", helper.membership, NOW)
    reopened = services.reopen_task(helper, task.pk)
    assert (reopened.status, reopened.done_by) == (TaskStatus.OPEN, None)
    assert reopened.claimed_by == helper.membership
    assert noted(task) == [
        Action.ADDED, Action.CLAIMED, Action.RELEASED, Action.CLAIMED, Action.DONE, Action.REOPENED,
    ]  # fmt: skip


def test_a_step_taken_twice_is_taken_once(coordinator: Access, helper: Access) -> None:
    one, draft = uuid4(), TaskDraft(title="Cook", notes="", due_on=None)
    for _twice in range(2):
        task = services.add_task(coordinator, task_id=one, draft=draft)
        services.claim_task(helper, one)
    for _twice in range(2):
        services.complete_task(helper, one)
    for _twice in range(2):
        services.reopen_task(helper, one)
    for _twice in range(2):
        services.release_task(helper, one)
    for _twice in range(2):
        services.withdraw_task(coordinator, one)
    for _twice in range(2):
        services.restore_task(coordinator, one)
    steps = ["added", "claimed", "done", "reopened", "released", "cancelled", "restored"]
    assert noted(task) == steps


def test_a_task_somebody_has_names_who_was_faster(coordinator: Access, helper: Access) -> None:
    task = make_task(coordinator)
    services.claim_task(helper, task.pk)
    with pytest.raises(RuleError, match="Jun Cole was a moment faster"):
        services.claim_task(coordinator, task.pk)


def test_who_finishes_what_nobody_had_has_taken_it_on(coordinator: Access, helper: Access) -> None:
    done = services.complete_task(helper, make_task(coordinator).pk)
    assert done.claimed_by == done.done_by == helper.membership


def test_a_helper_does_not_finish_or_give_back_what_somebody_else_has(
    coordinator: Access, helper: Access, patient: Access
) -> None:
    task = make_task(coordinator)
    services.claim_task(patient, task.pk)
    with pytest.raises(RuleError, match="Mei Chen has taken this on"):
        services.complete_task(helper, task.pk)
    with pytest.raises(PermissionDenied):
        services.release_task(helper, task.pk)
    assert services.release_task(coordinator, task.pk).claimed_by is None


def test_a_helper_changes_and_withdraws_only_what_they_wrote(
    coordinator: Access, helper: Access
) -> None:
    own, foreign = make_task(helper), make_task(coordinator)
    assert edit(helper, own).title == "Cook soup"
    assert services.withdraw_task(helper, own.pk).status == TaskStatus.WITHDRAWN
    assert services.restore_task(helper, own.pk).status == TaskStatus.OPEN
    for refused in (
        lambda: edit(helper, foreign),
        lambda: services.withdraw_task(helper, foreign.pk),
        lambda: services.restore_task(helper, foreign.pk),
        lambda: selectors.task_to_change(helper, foreign.pk),
    ):
        with pytest.raises(PermissionDenied):
            refused()
    assert edit(coordinator, own, version=4).title == "Cook soup"


def test_a_follower_sees_tasks_and_does_nothing_with_them(
    coordinator: Access, follower: Access
) -> None:
    task = make_task(coordinator)
    assert selectors.task(follower, task.pk) == task
    for step in (
        services.claim_task, services.release_task, services.complete_task,
        services.reopen_task, services.withdraw_task, services.restore_task,
    ):  # fmt: skip
        with pytest.raises(PermissionDenied):
            step(follower, task.pk)
    with pytest.raises(PermissionDenied):
        make_task(follower)


def test_reopening_is_for_who_had_to_do_with_it(
    cast: Cast, coordinator: Access, helper: Access, patient: Access
) -> None:
    task = make_task(patient)
    services.complete_task(coordinator, task.pk)
    with pytest.raises(PermissionDenied):
        services.reopen_task(helper, task.pk)
    assert services.reopen_task(patient, task.pk).status == TaskStatus.OPEN


def test_an_outdated_copy_is_never_written_over_a_newer_one(
    coordinator: Access, patient: Access
) -> None:
    task = make_task(coordinator)
    edit(patient, task, title="Cook rice")
    with pytest.raises(StaleError, match="Mei Chen changed this"):
        edit(coordinator, task)
    task.refresh_from_db()
    assert (task.title, task.version) == ("Cook rice", 2)
    assert edit(coordinator, task, version=2).version == 3
    assert edit(coordinator, task, version=3).version == 3  # nothing changed


def test_saving_twice_what_was_typed_once_is_no_clash(coordinator: Access) -> None:
    task = make_task(coordinator)
    for _twice in range(2):
        assert edit(coordinator, task, version=1, title="Cook rice").version == 2


def test_a_form_that_went_back_and_was_filled_in_anew_makes_a_second_task(
    coordinator: Access,
) -> None:
    one = uuid4()
    drafts = [TaskDraft(title=title, notes="", due_on=None) for title in ("Cook", "Shop")]
    for draft in [*drafts, *drafts]:  # each of them with a double tap
        services.add_task(coordinator, task_id=one, draft=draft)
    assert sorted(Task.objects.values_list("title", flat=True)) == ["Cook", "Shop"]


def test_nothing_is_done_with_a_task_that_is_off_the_list(
    coordinator: Access, helper: Access
) -> None:
    task = make_task(coordinator)
    services.withdraw_task(coordinator, task.pk)
    for step in (services.claim_task, services.release_task, services.complete_task):
        with pytest.raises(RuleError, match="taken off the list"):
            step(helper, task.pk)
    with pytest.raises(RuleError, match="Put it back first"):
        edit(coordinator, task, version=2)


def test_what_is_done_is_neither_taken_on_nor_given_back(
    coordinator: Access, helper: Access
) -> None:
    task = make_task(coordinator)
    services.complete_task(coordinator, task.pk)
    Task.objects.filter(pk=task.pk).update(claimed_by=None)
    for step in (services.claim_task, services.release_task):
        with pytest.raises(RuleError, match="already done"):
            step(helper, task.pk)


def test_the_task_of_somebody_who_left_can_be_taken_on(cast: Cast, coordinator: Access) -> None:
    task, helper = make_task(coordinator), cast.access(cast.helper)
    services.claim_task(helper, task.pk)
    helper.membership.ended_at = NOW
    helper.membership.save()
    assert selectors.task_card(coordinator, task.pk).may_claim
    assert services.claim_task(coordinator, task.pk).claimed_by == coordinator.membership


def test_an_id_that_somebody_else_has_is_passed_over(cast: Cast, coordinator: Access) -> None:
    theirs = make_task(open_circle(cast.other, cast.other_circle.pk))
    draft = TaskDraft(title="Ours", notes="", due_on=None)
    assert services.add_task(coordinator, task_id=theirs.pk, draft=draft).pk != theirs.pk


def test_the_database_refuses_what_must_never_be(coordinator: Access) -> None:
    task = make_task(coordinator)
    wrong: list[dict[str, object]] = [
        {"title": ""},
        {"status": TaskStatus.DONE},
        {"done_at": NOW},
        {"claimed_by": coordinator.membership},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Task.objects.filter(pk=task.pk).update(**values)
