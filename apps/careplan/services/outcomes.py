"""After a visit: what was said and decided, and the next steps."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from apps.careplan import rules, selectors
from apps.careplan.kinds import Status
from apps.careplan.models import Appointment, NextStep, Outcome
from apps.careplan.rules import OutcomeDraft
from apps.careplan.services.versions import refuse_stale, save_change
from apps.circles.access import Access
from apps.circles.kinds import Action, Level, Section
from apps.circles.services import note_change
from apps.core import clock
from apps.core.errors import RuleError
from apps.core.once import alike, save_once


@transaction.atomic
def keep_outcome(
    access: Access, *, appointment_id: UUID, version: int, draft: OutcomeDraft
) -> Outcome:
    """Write down what was said, once the visit has begun. StaleError when somebody wrote since."""
    access.require(Section.PLAN, Level.TAKE_PART)
    appointment = selectors.locked_appointment(access, appointment_id)
    require_begun(appointment)
    outcome = selectors.outcome_of(access, appointment)
    if (outcome.said, outcome.decisions) == (draft.said, draft.decisions):
        return outcome
    refuse_stale(access, outcome, version)
    return write_outcome(access, appointment, outcome, draft)


def write_outcome(
    access: Access, appointment: Appointment, outcome: Outcome, draft: OutcomeDraft
) -> Outcome:
    """For services that hold the appointment locked. What was said says that the visit took place."""
    outcome.said, outcome.decisions = draft.said, draft.decisions
    save_change(access, outcome, clock.now())
    note_change(access, Action.CHANGED, Section.PLAN, "outcome", outcome.pk)
    is_over = appointment.over_at <= clock.now()
    if is_over and appointment.status in {Status.PLANNED, Status.MISSED}:
        appointment.status = Status.DONE
        save_change(access, appointment, clock.now())
    return outcome


@transaction.atomic
def add_step(access: Access, *, step_id: UUID, appointment_id: UUID, text: str) -> NextStep:
    """One line of what comes next."""
    access.require(Section.PLAN, Level.TAKE_PART)
    appointment = selectors.locked_appointment(access, appointment_id)
    require_begun(appointment)
    step = NextStep(
        pk=step_id,
        circle=access.circle,
        author=access.membership,
        appointment=appointment,
        text=text,
    )
    step.full_clean(exclude=["id"])
    mine = NextStep.objects.visible_to(access).filter(author=access.membership)
    step, is_new = save_once(step, mine, alike(step, "text", "appointment_id"))
    if is_new:
        note_change(access, Action.ADDED, Section.PLAN, "next_step", step.pk)
    return step


@transaction.atomic
def drop_step(access: Access, step_id: UUID) -> None:
    """Not needed, with undo. One's own, or with *edit* anyone's."""
    step = _locked_to_change(access, step_id)
    if step.dropped_at is None:
        now = clock.now()
        step.dropped_at = now
        save_change(access, step, now)
        note_change(access, Action.CANCELLED, Section.PLAN, "next_step", step.pk)


@transaction.atomic
def restore_step(access: Access, step_id: UUID) -> None:
    """Needed after all."""
    step = _locked_to_change(access, step_id)
    if step.dropped_at is not None:
        step.dropped_at = None
        save_change(access, step, clock.now())
        note_change(access, Action.RESTORED, Section.PLAN, "next_step", step.pk)


def _locked_to_change(access: Access, step_id: UUID) -> NextStep:
    access.require(Section.PLAN, Level.TAKE_PART)
    step = selectors.locked_step(access, step_id)
    is_own = step.author_id in access.own_rows
    access.require(Section.PLAN, rules.level_to_change(is_own=is_own))
    return step


def require_begun(appointment: Appointment) -> None:
    if appointment.is_cancelled:
        raise RuleError(_("This appointment was cancelled. Bring it back first."))
    if appointment.starts_at > clock.now():
        raise RuleError(_("It has not begun yet. What is said can be written down then."))
