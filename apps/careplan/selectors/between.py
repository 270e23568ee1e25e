"""Who is asked to take a task, and who said thank you for one."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from apps.careplan import rules
from apps.careplan.kinds import RequestStatus, TaskStatus
from apps.careplan.models import Task, TaskRequest, TaskThanks
from apps.careplan.selectors.members import is_still_here
from apps.circles.access import Access
from apps.circles.kinds import Section
from apps.circles.models import Membership


def waiting_request(access: Access, task: Task) -> TaskRequest | None:
    """Who is asked to take this task, as long as both are in the circle."""
    for row in _waiting(access).select_related("asked__user").filter(task=task):
        if is_still_here(access, row.asked) and row.author and is_still_here(access, row.author):
            return row
    return None


def may_stop_asking(access: Access, request: TaskRequest) -> bool:
    """Whether the reader may take it back: what they asked themselves, or with *edit* anyone."""
    is_own = request.author_id in access.own_rows
    return access.can(Section.TASKS, rules.level_to_change(is_own=is_own))


def asked_of_me(access: Access) -> list[TaskRequest]:
    """What the reader is asked to take, the oldest first; only of tasks they may see."""
    tasks = Task.objects.visible_to(access).filter(status=TaskStatus.OPEN)
    rows = _waiting(access).filter(asked=access.membership, task__in=tasks)
    rows = rows.select_related("task").order_by("created_at", "pk")
    return [row for row in rows if row.author and is_still_here(access, row.author)]


def requests_of(access: Access, ids: Collection[UUID]) -> list[TaskRequest]:
    """Those of these that wait for an answer, of tasks the reader may see."""
    tasks = Task.objects.visible_to(access).filter(status=TaskStatus.OPEN)
    return list(_waiting(access).filter(pk__in=ids, task__in=tasks).select_related("task"))


def asked_once(access: Access, request_id: UUID) -> TaskRequest:
    """What the reader was asked, whatever came of it since. Raises Http404."""
    rows = TaskRequest.objects.visible_to(access).select_related("author__user", "task")
    mine: TaskRequest = get_object_or_404(rows, pk=request_id, asked=access.membership)
    return mine


def requests_told(access: Access) -> QuerySet[TaskRequest]:
    """Those that wait for an answer; what was answered is between the two whom it passed."""
    rows: QuerySet[TaskRequest] = TaskRequest.objects.visible_to(access)
    between = Q(author__in=access.own_rows) | Q(asked__in=access.own_rows)
    return rows.filter(between | Q(status=RequestStatus.PENDING)).order_by("created_at", "pk")


def thanked_by(access: Access, task: Task) -> list[Membership]:
    """Who said thank you, in that order."""
    rows = TaskThanks.objects.visible_to(access, among=[task]).select_related("author__user")
    return [row.author for row in rows.order_by("created_at", "pk") if row.author]


def _waiting(access: Access) -> QuerySet[TaskRequest]:
    """For queries that join them to a task the reader may see."""
    rows: QuerySet[TaskRequest] = TaskRequest.objects.of_visible(access)
    return rows.filter(status=RequestStatus.PENDING).select_related("author__user")
