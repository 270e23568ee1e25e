"""Who does a task: take it on, give it back, done, not done after all.

The task is locked before anything is looked at, so of two who press at once one has it and the other is
told who.
"""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from apps.careplan import rules, selectors
from apps.careplan.kinds import TaskStatus
from apps.careplan.models import Task
from apps.careplan.rules import Concern
from apps.careplan.services.freeing import holder_of, tell_freed_task
from apps.careplan.services.holding import end_requests, hand_to, save_step
from apps.circles.access import Access
from apps.circles.kinds import Action, Level, Section
from apps.core import clock
from apps.core.errors import AskFirst, RuleError


@transaction.atomic
def claim_task(access: Access, task_id: UUID, *, knowingly: bool = False) -> Task:
    """Take on a task nobody has. Raises RuleError naming who was faster; one's own again does nothing.

    Raises AskFirst when something speaks against it, unless they take it ``knowingly``.
    """
    access.require(Section.TASKS, Level.TAKE_PART)
    task = selectors.locked_task(access, task_id)
    require_on_the_list(task)
    if selectors.is_held_by(access, task):
        return task
    require_free(access, task)
    require_open(task)
    take(access, task, knowingly=knowingly)
    return task


def take(access: Access, task: Task, *, knowingly: bool) -> None:
    """Give a locked task that may be taken to the actor, who is asked first if something speaks against it."""
    if not knowingly and (against := selectors.concerns_of(access, task)):
        raise AskFirst(against_words(against))
    hand_to(task, access.membership, knowingly=knowingly)
    try:
        with transaction.atomic():
            save_step(access, task, Action.CLAIMED)
    except IntegrityError as error:  # the same person took something else for these hours meanwhile
        raise AskFirst(against_words((Concern.OVERLAP,))) from error
    end_requests(access, task)


@transaction.atomic
def release_task(access: Access, task_id: UUID) -> Task:
    """Give a task back: one's own, or with *edit* anyone's."""
    access.require(Section.TASKS, Level.TAKE_PART)
    task = selectors.locked_task(access, task_id)
    require_on_the_list(task)
    require_open(task)
    if selectors.is_free(access, task):
        return task
    is_own = selectors.is_held_by(access, task)
    access.require(Section.TASKS, rules.level_to_change(is_own=is_own))
    tell_freed_task(access, task, holder_of(task.claimed_by_id, task.claimed_contact_id))
    hand_to(task, None)
    save_step(access, task, Action.RELEASED)
    end_requests(access, task)
    return task


@transaction.atomic
def complete_task(access: Access, task_id: UUID) -> Task:
    """Done, by this member. Who finishes what nobody had taken on, has taken it on."""
    access.require(Section.TASKS, Level.TAKE_PART)
    task = selectors.locked_task(access, task_id)
    require_on_the_list(task)
    if task.status == TaskStatus.DONE:
        return task
    if selectors.is_free(access, task):
        hand_to(task, access.membership)
    else:
        _require_own_or_edit(access, task)
    task.status = TaskStatus.DONE
    task.done_by, task.done_at = access.membership, clock.now()
    save_step(access, task, Action.DONE)
    end_requests(access, task)
    return task


@transaction.atomic
def reopen_task(access: Access, task_id: UUID) -> Task:
    """Not done after all; whoever had it still has it."""
    access.require(Section.TASKS, Level.TAKE_PART)
    task = selectors.locked_task(access, task_id)
    require_on_the_list(task)
    if task.status == TaskStatus.OPEN:
        return task
    is_own = selectors.is_party(access, task)
    access.require(Section.TASKS, rules.level_to_change(is_own=is_own))
    task.status = TaskStatus.OPEN
    task.done_by, task.done_at = None, None
    task.takes_overlap = task.claimed_by is not None  # they may have taken something else since
    save_step(access, task, Action.REOPENED)
    return task


def against_words(against: tuple[Concern, ...]) -> str:
    """Gently: they decide."""
    sentences = {
        Concern.OVERLAP: _("You have something else on the list at that time."),
        Concern.CANNOT_DRIVE: _("You said that you cannot drive."),
        Concern.NO_NIGHTS: _("You said no nights."),
        Concern.HOURS_A_WEEK: _("That is more hours in that week than you said you can give."),
    }
    said = [sentences[concern] for concern in against]
    return " ".join([*said, _("Take it all the same?")])


def require_on_the_list(task: Task) -> None:
    if task.status == TaskStatus.WITHDRAWN:
        raise RuleError(_("This task was taken off the list."))


def require_open(task: Task) -> None:
    if task.status == TaskStatus.DONE:
        raise RuleError(_("This is already done."))


def require_free(access: Access, task: Task) -> None:
    """Names who was faster."""
    if not selectors.is_free(access, task):
        raise RuleError(
            _("%(name)s was a moment faster and has taken this on. Thank you for offering.")
            % {"name": selectors.holder_name(access, task)}
        )


def _require_own_or_edit(access: Access, task: Task) -> None:
    """A sentence rather than a closed door: the page may be older than the claim."""
    needed = rules.level_to_change(is_own=selectors.is_held_by(access, task))
    if not access.can(Section.TASKS, needed):
        raise RuleError(
            _("%(name)s has taken this on. They can say when it is done.")
            % {"name": selectors.holder_name(access, task)}
        )
