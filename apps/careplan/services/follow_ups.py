"""What a visit leads to: tasks and dates made of a next step or a question, which no more people see, and on no
earlier day, than what they came of. Made and linked at once, so that none is ever shown more widely."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from apps.careplan import rules, selectors
from apps.careplan.models import Appointment, NextStep, Task
from apps.careplan.rules import AppointmentDraft, Repeat, TaskDraft, When
from apps.careplan.services.answers import question_sharing
from apps.careplan.services.appointment_series import add_appointments
from apps.careplan.services.series import add_tasks
from apps.circles.access import Access


@transaction.atomic
def add_task_of_step(
    access: Access, step_id: UUID, *, once: UUID, draft: TaskDraft, repeat: Repeat | None = None
) -> Task:
    """As ``add_tasks``; the first of them is what became of the step."""
    step = selectors.locked_step(access, step_id)
    draft = replace(draft, sharing=rules.narrower(draft.sharing, step.appointment.sharing))
    task = add_tasks(access, once=once, draft=draft, repeat=repeat)
    _link(step, task=task)
    return task


@transaction.atomic
def add_task_of_question(
    access: Access, question_id: UUID, *, once: UUID, draft: TaskDraft, repeat: Repeat | None = None
) -> Task:
    question = selectors.locked_question(access, question_id)
    draft = replace(draft, sharing=rules.narrower(draft.sharing, question_sharing(question)))
    question.task = add_tasks(access, once=once, draft=draft, repeat=repeat)
    question.save(update_fields=["task"])
    return question.task


@transaction.atomic
def add_date_of_step(
    access: Access,
    step_id: UUID,
    *,
    once: UUID,
    draft: AppointmentDraft,
    repeat: Repeat | None = None,
    whens: Sequence[When] = (),
) -> Appointment:
    """As ``add_appointments``; the first of them is what became of the step."""
    step = selectors.locked_step(access, step_id)
    draft = replace(draft, sharing=rules.narrower(draft.sharing, step.appointment.sharing))
    booked = add_appointments(access, once=once, draft=draft, repeat=repeat, whens=whens)
    _link(step, booked=booked)
    return booked


def _link(step: NextStep, *, task: Task | None = None, booked: Appointment | None = None) -> None:
    step.task, step.booked = task, booked
    step.full_clean()
    step.save(update_fields=["task", "booked"])
