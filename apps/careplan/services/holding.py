"""The last step of every change in who has a task: the row, its receipt, and nobody asked any longer."""

from datetime import datetime

from apps.careplan.kinds import RequestStatus
from apps.careplan.models import Task, TaskRequest
from apps.circles.access import Access
from apps.circles.kinds import Action, Section
from apps.circles.models import Membership
from apps.circles.services import note_change
from apps.core import clock

HOLDING = ("status", "claimed_by", "claimed_at", "takes_overlap", "done_by", "done_at")


def hand_to(
    task: Task,
    member: Membership | None,
    *,
    since: datetime | None = None,
    knowingly: bool = False,
) -> None:
    """Put a task into somebody's hands, or into nobody's. The caller saves.

    ``knowingly``: they may have something else at the same time, as the database otherwise refuses.
    """
    task.claimed_by = member
    task.claimed_at = (since or clock.now()) if member else None
    task.takes_overlap = knowingly and member is not None


def save_step(access: Access, task: Task, action: Action) -> None:
    task.full_clean(validate_constraints=False)
    task.save(update_fields=HOLDING)
    note_change(access, action, Section.TASKS, "task", task.pk)


def end_requests(access: Access, task: Task) -> None:
    """Whoever was asked need not answer any more."""
    waiting = TaskRequest.objects.filter(task=task, status=RequestStatus.PENDING)
    waiting.update(status=RequestStatus.TAKEN_BACK, answered_at=clock.now())
