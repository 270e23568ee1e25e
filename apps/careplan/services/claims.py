"""Who does a task: take it on, give it back, done, not done after all.

The task is locked before anything is looked at, so of two who press at once one has it and the other is
told who.
"""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from apps.careplan import rules, selectors
from apps.careplan.kinds import TaskStatus
from apps.careplan.models import Task
from apps.circles.access import Access
from apps.circles.kinds import Action, Level, Section
from apps.circles.models import Membership
from apps.circles.services import note_change
from apps.core import clock
from apps.core.errors import RuleError


@transaction.atomic
def claim_task(access: Access, task_id: UUID) -> Task:
    """Take on a task nobody has. Raises RuleError naming who was faster; one's own again does nothing."""
    access.require(Section.TASKS, Level.TAKE_PART)
    task = selectors.locked_task(access, task_id)
    _require_on_the_list(task)
    claimer = selectors.claimer_of(access, task)
    if claimer is not None:
        if access.is_mine(claimer.pk):
            return task
        raise RuleError(
            _("%(name)s was a moment faster and has taken this on. Thank you for offering.")
            % {"name": claimer.name}
        )
    if task.status == TaskStatus.DONE:
        raise RuleError(_("This is already done."))
    _claim(access, task)
    _save(access, task, Action.CLAIMED)
    return task


@transaction.atomic
def release_task(access: Access, task_id: UUID) -> Task:
    """Give a task back: one's own, or with *edit* anyone's."""
    access.require(Section.TASKS, Level.TAKE_PART)
    task = selectors.locked_task(access, task_id)
    _require_on_the_list(task)
    if task.status == TaskStatus.DONE:
        raise RuleError(_("This is already done."))
    claimer = selectors.claimer_of(access, task)
    if claimer is None:
        return task
    access.require(Section.TASKS, rules.level_to_change(is_own=access.is_mine(claimer.pk)))
    task.claimed_by, task.claimed_at = None, None
    _save(access, task, Action.RELEASED)
    return task


@transaction.atomic
def complete_task(access: Access, task_id: UUID) -> Task:
    """Done, by this member. Who finishes what nobody had taken on, has taken it on."""
    access.require(Section.TASKS, Level.TAKE_PART)
    task = selectors.locked_task(access, task_id)
    _require_on_the_list(task)
    if task.status == TaskStatus.DONE:
        return task
    claimer = selectors.claimer_of(access, task)
    if claimer is None:
        _claim(access, task)
    else:
        _require_own_or_edit(access, claimer)
    task.status = TaskStatus.DONE
    task.done_by, task.done_at = access.membership, clock.now()
    _save(access, task, Action.DONE)
    return task


@transaction.atomic
def reopen_task(access: Access, task_id: UUID) -> Task:
    """Not done after all; whoever had it still has it."""
    access.require(Section.TASKS, Level.TAKE_PART)
    task = selectors.locked_task(access, task_id)
    _require_on_the_list(task)
    if task.status == TaskStatus.OPEN:
        return task
    is_own = selectors.is_party(access, task)
    access.require(Section.TASKS, rules.level_to_change(is_own=is_own))
    task.status = TaskStatus.OPEN
    task.done_by, task.done_at = None, None
    _save(access, task, Action.REOPENED)
    return task


def _require_on_the_list(task: Task) -> None:
    if task.status == TaskStatus.WITHDRAWN:
        raise RuleError(_("This task was taken off the list."))


def _require_own_or_edit(access: Access, claimer: Membership) -> None:
    """A sentence rather than a closed door: the page may be older than the claim."""
    needed = rules.level_to_change(is_own=access.is_mine(claimer.pk))
    if not access.can(Section.TASKS, needed):
        raise RuleError(
            _("%(name)s has taken this on. They can say when it is done.") % {"name": claimer.name}
        )


def _claim(access: Access, task: Task) -> None:
    task.claimed_by, task.claimed_at = access.membership, clock.now()


def _save(access: Access, task: Task, action: Action) -> None:
    task.full_clean()
    task.save(update_fields=["status", "claimed_by", "claimed_at", "done_by", "done_at"])
    note_change(access, action, Section.TASKS, "task", task.pk)
