"""Notes for the patient: who opened or changed what, when."""

from collections.abc import Iterable
from uuid import UUID

from apps.circles.access import Access
from apps.circles.kinds import Action, Section
from apps.circles.models import Receipt
from apps.core import clock


def note_reads(access: Access, sections: Iterable[Section]) -> None:
    """One row a person, section and day (the patient's); noted again, nothing happens. One query."""
    now, day = clock.now(), clock.today(access.circle.time_zone)
    rows = [
        Receipt(
            circle=access.circle,
            membership=access.membership,
            action=Action.READ,
            section=section,
            day=day,
            at=now,
        )
        for section in sections
    ]
    if rows:
        Receipt.objects.bulk_create(rows, ignore_conflicts=True)


def note_change(
    access: Access, action: Action, section: Section, subject: str, subject_id: UUID
) -> None:
    """One row a change. Call it in the transaction of the change itself.

    ``subject`` is the model's name, like ``"task"``; never a title.
    """
    Receipt.objects.create(
        circle=access.circle,
        membership=access.membership,
        action=action,
        section=section,
        subject=subject,
        subject_id=subject_id,
        day=clock.today(access.circle.time_zone),
        at=clock.now(),
    )
