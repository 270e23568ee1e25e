"""What was said at a visit and what comes of it, through ``visible_to`` of the visit."""

from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import Http404

from apps.careplan.models import Appointment, NextStep, Outcome, Task
from apps.circles.access import Access


def outcome_of(access: Access, appointment: Appointment) -> Outcome:
    """What was written down; while nothing is, an empty page that is not saved."""
    rows = Outcome.objects.visible_to(access).select_related("changed_by__user")
    found: Outcome | None = rows.filter(appointment=appointment).first()
    if found is not None:
        return found
    return Outcome(circle=access.circle, author=access.membership, appointment=appointment)


def steps_of(access: Access, appointment: Appointment) -> list[NextStep]:
    """The next steps, in the order they were written; a task or a date that may not be seen is left out."""
    rows = NextStep.objects.visible_to(access).filter(appointment=appointment)
    rows = rows.select_related("task", "booked").annotate(
        task_shown=is_visible(access, Task, "task"),
        date_shown=is_visible(access, Appointment, "booked"),
    )
    found = list(rows.order_by("created_at", "pk"))
    for row in found:
        if not row.task_shown:
            row.task = None
        if not row.date_shown:
            row.booked = None
    return found


def step(access: Access, step_id: UUID) -> NextStep:
    rows = NextStep.objects.visible_to(access).select_related("appointment")
    row: NextStep | None = rows.filter(pk=step_id).first()
    if row is None:
        raise Http404
    return row


def locked_step(access: Access, step_id: UUID) -> NextStep:
    rows = NextStep.objects.visible_to(access).select_for_update(of=("self",))
    row: NextStep | None = rows.filter(pk=step_id).first()
    if row is None:
        raise Http404
    return row


def is_visible(access: Access, model: type[Task] | type[Appointment], field: str) -> Exists:
    """Whether what this field points to may be seen too, in a query of rows that may."""
    return Exists(model.objects.visible_to(access).filter(pk=OuterRef(field)))


def is_shown(access: Access, thing: Task | Appointment) -> bool:
    """The same for one that was read already."""
    return bool(type(thing).objects.visible_to(access).filter(pk=thing.pk).exists())
