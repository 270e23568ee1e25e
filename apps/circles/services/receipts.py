"""Notes for the patient: who opened or changed what, when."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from apps.circles.access import Access
from apps.circles.kinds import Action, Section
from apps.circles.models import Receipt
from apps.core import clock

# By hand, because every page of a circle runs it.
_NOTE_READS = """
    INSERT INTO circles_receipt (circle_id, membership_id, action, section, subject, day, at)
    SELECT %s, %s, 'read', section, '', %s, %s FROM unnest(%s::text[]) AS section
    ON CONFLICT DO NOTHING
"""


def note_reads(access: Access, sections: Iterable[Section]) -> None:
    """One row a person, section and day (the patient's); noted again, nothing happens. One query."""
    names = [section.value for section in sections]
    if not names:
        return
    day = clock.today(access.circle.time_zone)
    who = (access.circle.pk, access.membership.pk)
    with connection.cursor() as cursor:
        cursor.execute(_NOTE_READS, [*who, day, clock.now(), names])


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
