"""Links to tasks, and who offered to help another time."""

from django.db.models import QuerySet

from apps.careplan.models import Task, TaskLink
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.circles.models import Contact


def task_link(access: Access, task: Task) -> TaskLink | None:
    """The link to this task that works, if there is one."""
    rows: QuerySet[TaskLink] = TaskLink.objects.visible_to(access, among=[task])
    return rows.filter(taken_back_at=None).first()


def would_help(access: Access) -> list[Contact]:
    """Who offered to help another time, for who may write to them: the newest first."""
    if not access.can(Section.PEOPLE, Level.EDIT):
        return []
    return list(
        Contact.objects.visible_to(access).filter(would_help=True).order_by("-created_at", "-pk")
    )
