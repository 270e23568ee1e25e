"""The last step of every change in who has a task: the row, its receipt, and nobody asked any longer."""

from datetime import datetime

from apps.careplan.kinds import RequestStatus
from apps.careplan.models import Task, TaskRequest
from apps.circles.access import Access
from apps.circles.kinds import Action, Section
from apps.circles.models import Contact, Membership
from apps.circles.services import note_change
from apps.core import clock

HOLDING = (
    "status", "claimed_by", "claimed_contact", "claimed_at", "takes_overlap", "done_by", "done_at",
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


def save_step(access: Access, task: Task, action: Action, *, by_link: bool = False) -> None:
    """``by_link``: a contact did it, and it is noted as what the actor's link led to."""
    task.full_clean(validate_constraints=False)
    task.save(update_fields=HOLDING)
    note_change(access, action, Section.TASKS, "favour" if by_link else "task", task.pk)


def end_requests(access: Access, task: Task) -> None:
    """Whoever was asked need not answer any more."""
    waiting = TaskRequest.objects.filter(task=task, status=RequestStatus.PENDING)
    waiting.update(status=RequestStatus.TAKEN_BACK, answered_at=clock.now())
