"""Asking one person to take a task: a swap when it is one's own, else help that somebody is asked for.

The task changes hands when they say yes, in one step, and not before.
"""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from apps.careplan import rules, selectors
from apps.careplan.kinds import RequestStatus
from apps.careplan.models import Task, TaskRequest
from apps.careplan.services.claims import (
    claim_task,
    release_task,
    require_on_the_list,
    require_open,
    take,
)
from apps.careplan.services.holding import end_request, end_requests
from apps.careplan.services.task_planning import plan_request
from apps.circles.access import Access
from apps.circles.kinds import Action, Level, Section
from apps.circles.services import note_change
from apps.core.errors import RuleError


@transaction.atomic
def ask_for_task(access: Access, task_id: UUID, asked_id: UUID) -> TaskRequest:
    """Ask a member, instead of whoever was asked before. Asking the same one twice is asking once.

    Raises RuleError when they cannot be asked: gone, busy then, or over what they said they can do.
    """
    access.require(Section.TASKS, Level.TAKE_PART)
    task = selectors.locked_task(access, task_id)
    require_on_the_list(task)
    require_open(task)
    _require_may_ask(access, task)
    waiting = selectors.waiting_request(access, task)
    if waiting and waiting.asked_id == asked_id and waiting.author_id == access.membership.pk:
        return waiting
    member = next((m for m in selectors.could_be_asked(access, task) if m.pk == asked_id), None)
    if member is None:
        raise RuleError(_("This person cannot be asked just now. Choose somebody else."))
    end_requests(access, task)
    request = TaskRequest(
        circle=access.circle,
        author=access.membership,
        audience=task.audience,
        task=task,
        asked=member,
    )
    request.full_clean()
    request.save(force_insert=True)
    note_change(access, Action.ASKED, Section.TASKS, "task", task.pk)
    plan_request(request)
    return request


@transaction.atomic
def stop_asking(access: Access, task_id: UUID) -> None:
    """Ask nobody any longer; harmless when nobody was."""
    access.require(Section.TASKS, Level.TAKE_PART)
    task = selectors.locked_task(access, task_id)
    request = selectors.waiting_request(access, task)
    if request is None:
        return
    if not selectors.may_stop_asking(access, request):
        raise PermissionDenied
    end_requests(access, task)


@transaction.atomic
def say_yes(access: Access, task_id: UUID, *, knowingly: bool = False) -> Task:
    """The asked member takes the task over. Raises AskFirst as ``claim_task`` does."""
    task, request = _asked_of_me(access, task_id)
    require_open(task)
    if not _is_still_theirs_to_give(access, task, request):
        raise RuleError(
            _("%(name)s has this meanwhile. Thank you all the same.")
            % {"name": selectors.holder_name(access, task)}
        )
    end_request(request, RequestStatus.ACCEPTED)
    take(access, task, knowingly=knowingly)
    return task


@transaction.atomic
def say_no(access: Access, task_id: UUID) -> None:
    """Not this time: it stays with whoever has it."""
    _task, request = _asked_of_me(access, task_id)
    end_request(request, RequestStatus.REFUSED)
    note_change(access, Action.ANSWERED, Section.TASKS, "task", task_id)


@transaction.atomic
def take_as_asked(access: Access, request_id: UUID) -> None:
    """Yes from a message: the first time, once more, or after a no, while it is still to be had."""
    access.require(Section.TASKS, Level.TAKE_PART)
    task, request = _locked_request(access, request_id)
    if selectors.is_held_by(access, task):
        return
    if request.status in {RequestStatus.ACCEPTED, RequestStatus.REFUSED}:
        claim_task(access, task.pk)
    else:
        say_yes(access, task.pk)


@transaction.atomic
def decline_as_asked(access: Access, request_id: UUID) -> None:
    """No from a message: the first time, once more, or after a yes."""
    access.require(Section.TASKS, Level.TAKE_PART)
    task, request = _locked_request(access, request_id)
    if selectors.is_held_by(access, task):
        release_task(access, task.pk)
    elif request.status == RequestStatus.PENDING:
        say_no(access, task.pk)


def _locked_request(access: Access, request_id: UUID) -> tuple[Task, TaskRequest]:
    task = selectors.locked_task(access, selectors.asked_once(access, request_id).task_id)
    return task, selectors.asked_once(access, request_id)


def _require_may_ask(access: Access, task: Task) -> None:
    """Who has it may hand it over; what nobody has may be asked for by who wrote it or may edit."""
    if selectors.is_held_by(access, task):
        return
    if not selectors.is_free(access, task):
        raise RuleError(
            _("%(name)s has taken this on. Only they can hand it over.")
            % {"name": selectors.holder_name(access, task)}
        )
    is_own = task.author_id in access.own_rows
    access.require(Section.TASKS, rules.level_to_change(is_own=is_own))


def _asked_of_me(access: Access, task_id: UUID) -> tuple[Task, TaskRequest]:
    access.require(Section.TASKS, Level.TAKE_PART)
    task = selectors.locked_task(access, task_id)
    require_on_the_list(task)
    request = selectors.waiting_request(access, task)
    if request is None or not access.is_mine(request.asked_id):
        raise RuleError(_("You are not asked for this any more. Thank you all the same."))
    return task, request


def _is_still_theirs_to_give(access: Access, task: Task, request: TaskRequest) -> bool:
    return selectors.is_free(access, task) or task.claimed_by_id == request.author_id
