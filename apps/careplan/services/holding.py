"""The last step of every change in who has a task: the row, its receipt, and nobody asked any longer."""

from datetime import datetime

from apps.careplan.kinds import RequestStatus
from apps.careplan.models import Task, TaskRequest
from apps.careplan.services.task_planning import plan_request, plan_task
from apps.circles.access import Access
from apps.circles.kinds import Action, Section
from apps.circles.models import Contact, Membership
from apps.circles.services import note_change
from apps.core import clock

HOLDING = (
    "status", "claimed_by", "claimed_contact", "claimed_at", "takes_overlap", "moved_at",
    "done_by", "done_at",
)  # fmt: skip


def hand_to(
    task: Task,
    member: Membership | None,
    *,
    contact: Contact | None = None,
    since: datetime | None = None,
    knowingly: bool = False,
) -> None:
    """Put a task into the hands of a member or a contact, or into nobody's. The caller saves.

    ``knowingly``: they may have something else at the same time, as the database otherwise refuses.
    """
    task.claimed_by, task.claimed_contact = member, contact
    task.claimed_at = (since or clock.now()) if member or contact else None
    task.takes_overlap = knowingly and member is not None
    task.moved_at = None


def save_step(access: Access, task: Task, action: Action, *, by_link: bool = False) -> None:
    """``by_link``: a contact did it, and it is noted as what the actor's link led to."""
    task.full_clean(validate_constraints=False)
    task.save(update_fields=HOLDING)
    note_change(access, action, Section.TASKS, "favour" if by_link else "task", task.pk)
    plan_task(access, task)


def end_requests(access: Access, task: Task) -> None:
    """Whoever was asked need not answer any more."""
    for request in TaskRequest.objects.filter(task=task, status=RequestStatus.PENDING):
        end_request(request, RequestStatus.TAKEN_BACK)


def end_request(request: TaskRequest, status: RequestStatus) -> None:
    request.status, request.answered_at = status, clock.now()
    request.save(update_fields=["status", "answered_at"])
    plan_request(request)
