"""Telling somebody that what they had taken on was taken off them by another.

Each is a subject of its own, so that what is planned of the thing itself, moments later and for somebody else, does
not end it. Whether it still holds is asked when it is sent.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from apps.careplan import selectors
from apps.careplan.models import Appointment, Task
from apps.careplan.services.task_planning import NEWS_IS_GOOD_FOR
from apps.circles.access import Access
from apps.core import clock
from apps.reminders import services as reminders
from apps.reminders.kinds import Kind
from apps.reminders.recipients import Recipient
from apps.reminders.subjects import Owed, Promise

FREED_TASK, FREED_SEAT = "freed_task", "freed_seat"
FOR_ANOTHER = 1  # told to who gets the messages of whoever had it


def tell_freed_task(access: Access, task: Task, holder: Recipient | None) -> None:
    """Before it changes hands; ``holder`` has it. What is over, or their own doing, is no news to them."""
    ends = task.over_at
    if holder is None or (ends is not None and ends <= clock.now()):
        return
    told = [holder]
    if task.claimed_by and task.claimed_by.is_patient:
        told += [Recipient.member(row.pk) for row in selectors.who_gets_the_patients(task)]
    _tell(access, FREED_TASK, task, told, needed_by=task.starts_at, until=ends)


def tell_freed_seat(access: Access, appointment: Appointment, holder: Recipient | None) -> None:
    """The same of a place in an appointment that is still ahead."""
    if holder is not None:
        begins = appointment.when.begins_by
        _tell(access, FREED_SEAT, appointment, [holder], needed_by=begins, until=begins)


def holder_of(member_id: UUID | None, contact_id: UUID | None) -> Recipient | None:
    if member_id is not None:
        return Recipient.member(member_id)
    return Recipient.contact(contact_id) if contact_id is not None else None


def _tell(
    access: Access,
    subject: str,
    thing: Task | Appointment,
    told: Sequence[Recipient],
    *,
    needed_by: datetime | None,
    until: datetime | None,
) -> None:
    """The first of them had it; the others hear of it for them."""
    now = clock.now()
    owed = tuple(
        Owed(
            recipient,
            Kind.NEWS,
            due=now,
            useful_until=until or now + NEWS_IS_GOOD_FOR,
            needed_by=needed_by,
            offset=0 if recipient == told[0] else FOR_ANOTHER,
        )
        for recipient in told
        if not access.is_mine(recipient.membership_id)
    )
    since = int(now.timestamp()) // 60
    if owed:  # beside what is owed of it to others, and not instead
        reminders.plan_new((), [Promise(subject, thing.pk, thing.circle_id, since, owed)])
