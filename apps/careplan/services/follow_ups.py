"""What a visit leads to: tasks and dates made of a next step or a question, which no more people see, and on no
earlier day, than what they came of. Made and linked at once, so that none is ever shown more widely."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from apps.careplan import rules, selectors
from apps.careplan.models import Appointment, NextStep, Question, Task
from apps.careplan.rules import AppointmentDraft, Repeat, TaskDraft, When
from apps.careplan.services.answers import question_sharing
from apps.careplan.services.appointment_series import add_appointments
from apps.careplan.services.series import add_tasks
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.core.errors import RuleError


@transaction.atomic
def add_task_of_step(
    access: Access, step_id: UUID, *, once: UUID, draft: TaskDraft, repeat: Repeat | None = None
) -> Task:
    """As ``add_tasks``; the first of them is what became of the step."""
    step = _locked_step(access, step_id)
    draft = replace(draft, sharing=rules.narrower(draft.sharing, step.appointment.sharing))
    task = add_tasks(access, once=once, draft=draft, repeat=repeat)
    _link(access, step, "task", task)
    return task


@transaction.atomic
def add_task_of_question(
    access: Access, question_id: UUID, *, once: UUID, draft: TaskDraft, repeat: Repeat | None = None
) -> Task:
    access.require(Section.PLAN, Level.TAKE_PART)
    question = selectors.locked_question(access, question_id)
    draft = replace(draft, sharing=rules.narrower(draft.sharing, question_sharing(question)))
    task = add_tasks(access, once=once, draft=draft, repeat=repeat)
    _link(access, question, "task", task)
    return task


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
    step = _locked_step(access, step_id)
    draft = replace(draft, sharing=rules.narrower(draft.sharing, step.appointment.sharing))
    booked = add_appointments(access, once=once, draft=draft, repeat=repeat, whens=whens)
    _link(access, step, "booked", booked)
    return booked


def _locked_step(access: Access, step_id: UUID) -> NextStep:
    access.require(Section.PLAN, Level.TAKE_PART)
    return selectors.locked_step(access, step_id)


def _link(
    access: Access, origin: NextStep | Question, field: str, made: Task | Appointment
) -> None:
    """What something became is not written over. Where that is hidden from this person, what they made stands by
    itself: nothing is lost, and nothing told.
    """
    known: Task | Appointment | None = origin.task or getattr(origin, "booked", None)
    if known is None:
        setattr(origin, field, made)
        origin.full_clean()
        origin.save(update_fields=[field])
    elif known.pk != made.pk and selectors.is_shown(access, known):
        raise RuleError(_("Somebody has made a task or a date of this already."))
