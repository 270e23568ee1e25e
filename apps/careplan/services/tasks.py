"""Writing tasks: add, edit, take off the list, put back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from apps.careplan import rules, selectors
from apps.careplan.kinds import TaskStatus
from apps.careplan.models import Task
from apps.careplan.rules import TaskDraft
from apps.careplan.services.task_planning import plan_requests, plan_task
from apps.careplan.services.versions import refuse_stale, save_change
from apps.circles.access import Access
from apps.circles.kinds import Action, Level, Section
from apps.circles.services import note_change, share
from apps.core import clock
from apps.core.errors import RuleError
from apps.core.once import save_once


@transaction.atomic
def add_task(access: Access, *, task_id: UUID, draft: TaskDraft) -> Task:
    access.require(Section.TASKS, Level.TAKE_PART)
    task = Task(pk=task_id, circle=access.circle, author=access.membership)
    write(access, task, draft)
    task.full_clean(exclude=["id"])
    mine = Task.objects.visible_to(access).filter(author=access.membership)
    task, is_new = save_once(task, mine, lambda row: selectors.draft_of_task(row) == draft)
    if is_new:
        note_change(access, Action.ADDED, Section.TASKS, "task", task.pk)
        plan_task(access, task)
    return task


@transaction.atomic
def edit_task(
    access: Access, *, task_id: UUID, version: int, draft: TaskDraft, at: datetime | None = None
) -> Task:
    """Write the draft over the version it was made from; StaleError when somebody changed it since.

    What stands already, as after a double tap, is neither written nor refused.
    """
    task = locked_to_change(access, task_id)
    is_withdrawn = task.status == TaskStatus.WITHDRAWN
    if not is_withdrawn and selectors.draft_of_task(task) == draft:
        return task
    refuse_stale(access, task, version)
    if is_withdrawn:
        raise RuleError(_("This task was taken off the list. Put it back first."))
    rewrite(access, task, draft, at or clock.now())
    return task


@transaction.atomic
def withdraw_task(access: Access, task_id: UUID) -> Task:
    """Off the list, with undo. Withdrawing twice is withdrawing once."""
    task = locked_to_change(access, task_id)
    if task.status == TaskStatus.WITHDRAWN:
        return task
    task.done_by, task.done_at = None, None
    set_status(access, task, TaskStatus.WITHDRAWN, Action.CANCELLED, clock.now())
    return task


@transaction.atomic
def restore_task(access: Access, task_id: UUID) -> Task:
    """Back on the list as an open task, with whoever had it."""
    task = locked_to_change(access, task_id)
    if task.status == TaskStatus.WITHDRAWN:
        set_status(access, task, TaskStatus.OPEN, Action.RESTORED, clock.now())
    return task


def locked_to_change(access: Access, task_id: UUID) -> Task:
    """The task, once it is sure that this member may change it: their own, or with *edit* anyone's."""
    access.require(Section.TASKS, Level.TAKE_PART)
    task = selectors.locked_task(access, task_id)
    is_own = task.author_id in access.own_rows
    access.require(Section.TASKS, rules.level_to_change(is_own=is_own))
    return task


def rewrite(access: Access, task: Task, draft: TaskDraft, at: datetime) -> None:
    """Save a locked task as one more version. Whoever has it is told of another time, unless they chose it;
    it may then be beside something else of theirs, which their page says. Those that are changed together
    have the moment in common."""
    before = task.when
    write(access, task, draft)
    moved = task.when != before
    if moved:
        task.moves += 1
        task.takes_overlap = task.claimed_by is not None
        if not access.is_mine(task.claimed_by_id):
            task.moved_at = at
    save_change(access, task, at)
    action = Action.MOVED if moved else Action.CHANGED
    note_change(access, action, Section.TASKS, "task", task.pk)
    plan_task(access, task)
    if moved:
        plan_requests(task)


def write(access: Access, task: Task, draft: TaskDraft) -> None:
    task.kind, task.title, task.notes = draft.kind, draft.title, draft.notes
    task.minutes = draft.minutes
    task.set_when(draft.due_on, draft.hours, access.circle.time_zone)
    claimer = selectors.claimer_of(access, task)
    share(access, task, draft.sharing, busy=[claimer] if claimer else [])


def set_status(
    access: Access, task: Task, status: TaskStatus, action: Action, at: datetime
) -> None:
    """Off the list or back on it. Whoever has it hears of both, unless they did it. Those that go together have
    the moment in common."""
    task.status = status
    if status == TaskStatus.OPEN:
        task.moves += 1
        task.moved_at = None if access.is_mine(task.claimed_by_id) else at
    task.takes_overlap = task.claimed_by is not None
    save_change(access, task, at)
    note_change(access, action, Section.TASKS, "task", task.pk)
    plan_task(access, task)
    if status == TaskStatus.OPEN:
        plan_requests(task)
