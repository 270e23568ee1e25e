"""Notes for the patient: who opened or changed what, when."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection

from apps.circles.access import Access
from apps.circles.kinds import Action, Section
from apps.circles.models import Circle, Membership, Receipt
from apps.core import clock

# By hand, because every page of a circle runs it.
_NOTE_READS = """
    INSERT INTO circles_receipt (circle_id, membership_id, action, section, subject, day, at)
    SELECT circle, membership, 'read', section, '', day, %s
    FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::date[])
        AS seen (circle, membership, section, day)
    ON CONFLICT DO NOTHING
"""


def note_reads(reads: Iterable[tuple[Access, Section]]) -> None:
    """One row a person, section and day (the patient's); noted again, nothing happens. One query.

    Whoever looks through another's eyes leaves no trace in the other's name.
    """
    rows = [
        (
            access.circle.pk,
            access.membership.pk,
            section.value,
            clock.today(access.circle.time_zone),
        )
        for access, section in reads
        if access.seen_by is None
    ]
    if rows:
        with connection.cursor() as cursor:
            columns = [list(column) for column in zip(*rows, strict=True)]
            cursor.execute(_NOTE_READS, [clock.now(), *columns])


def note_change(
    access: Access, action: Action, section: Section, subject: str, subject_id: UUID
) -> None:
    """One row a change. Call it in the transaction of the change itself.

    ``subject`` is the model's name, like ``"task"``; never a title. Raises PermissionDenied while somebody
    looks through another's eyes: then nothing is written.
    """
    if access.seen_by:
        raise PermissionDenied
    _note(access.circle, access.membership, action, section, subject, subject_id)


def note_from_outside(
    circle: Circle, action: Action, section: Section, subject: str, subject_id: UUID
) -> None:
    """The same for what was done by somebody who has no place in the circle."""
    _note(circle, None, action, section, subject, subject_id)


def _note(
    circle: Circle,
    membership: Membership | None,
    action: Action,
    section: Section,
    subject: str,
    subject_id: UUID,
) -> None:
    Receipt.objects.create(
        circle=circle,
        membership=membership,
        action=action,
        section=section,
        subject=subject,
        subject_id=subject_id,
        day=clock.today(circle.time_zone),
        at=clock.now(),
    )
