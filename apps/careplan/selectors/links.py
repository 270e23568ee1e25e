"""Links to tasks, and who offered to help another time."""

from apps.careplan.models import Task, TaskLink
from apps.circles.access import Access, open_for_member
from apps.circles.kinds import Level, Section
from apps.circles.models import Contact
from apps.core import clock


def task_link(task: Task) -> TaskLink | None:
    """The link that opens this task, which was read through an access: whoever sees it may know of its link."""
    link = kept_link(task)
    return link if link and clock.now() < link.works_until(task) and host_of_link(link) else None


def kept_link(task: Task) -> TaskLink | None:
    """The one that nobody has taken back, whether it still opens the task or not."""
    link: TaskLink | None = task.links.filter(taken_back_at=None).first()
    return link


def host_of_link(link: TaskLink) -> Access | None:
    """Whoever made it: it opens through them, as long as they are here, see the task and may take part in it."""
    host = open_for_member(link.author_id) if link.author_id else None
    if host is None or not host.can(Section.TASKS, Level.TAKE_PART):
        return None
    return host if Task.objects.visible_to(host).filter(pk=link.task_id).exists() else None


def would_help(access: Access) -> list[Contact]:
    """Who offered to help another time, for who may write to them: the newest first."""
    if not access.can(Section.PEOPLE, Level.EDIT):
        return []
    return list(
        Contact.objects.visible_to(access).filter(would_help=True).order_by("-created_at", "-pk")
    )
