"""Writing lines of treatment: add, edit, take off the list, put back."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from apps.careplan import selectors
from apps.careplan.models import Treatment
from apps.careplan.rules import TreatmentDraft
from apps.careplan.services.versions import refuse_stale, save_change
from apps.circles.access import Access
from apps.circles.kinds import Action, Level, Section
from apps.circles.services import note_change, share
from apps.core import clock
from apps.core.errors import RuleError
from apps.core.once import save_once


@transaction.atomic
def add_treatment(access: Access, *, treatment_id: UUID, draft: TreatmentDraft) -> Treatment:
    access.require(Section.PLAN, Level.EDIT)
    treatment = Treatment(pk=treatment_id, circle=access.circle, author=access.membership)
    _write(access, treatment, draft)
    treatment.full_clean(exclude=["id"])
    mine = Treatment.objects.visible_to(access).filter(author=access.membership)
    treatment, is_new = save_once(
        treatment, mine, lambda row: selectors.draft_of_treatment(row) == draft
    )
    if is_new:
        note_change(access, Action.ADDED, Section.PLAN, "treatment", treatment.pk)
    return treatment


@transaction.atomic
def edit_treatment(
    access: Access, *, treatment_id: UUID, version: int, draft: TreatmentDraft
) -> Treatment:
    """Write the draft over the version it was made from; StaleError when somebody changed it since."""
    access.require(Section.PLAN, Level.EDIT)
    treatment = selectors.locked_treatment(access, treatment_id)
    if selectors.draft_of_treatment(treatment) == draft and not treatment.is_withdrawn:
        return treatment
    refuse_stale(access, treatment, version)
    if treatment.is_withdrawn:
        raise RuleError(_("This treatment was taken off the list. Put it back first."))
    _write(access, treatment, draft)
    save_change(access, treatment, clock.now())
    note_change(access, Action.CHANGED, Section.PLAN, "treatment", treatment.pk)
    return treatment


@transaction.atomic
def withdraw_treatment(access: Access, treatment_id: UUID) -> None:
    """Off the list, with undo. Withdrawing twice is withdrawing once."""
    _set_withdrawn(access, treatment_id, Action.CANCELLED, is_withdrawn=True)


@transaction.atomic
def restore_treatment(access: Access, treatment_id: UUID) -> None:
    _set_withdrawn(access, treatment_id, Action.RESTORED, is_withdrawn=False)


def _write(access: Access, treatment: Treatment, draft: TreatmentDraft) -> None:
    treatment.kind, treatment.name = draft.kind, draft.name
    treatment.starts_on, treatment.ends_on = draft.starts_on, draft.ends_on
    treatment.cycles, treatment.cycle_now = draft.cycles, draft.cycle_now
    treatment.medicine_id = draft.medicine_id
    treatment.end_reason, treatment.notes = draft.end_reason, draft.notes
    share(access, treatment, draft.sharing)


def _set_withdrawn(
    access: Access, treatment_id: UUID, action: Action, *, is_withdrawn: bool
) -> None:
    access.require(Section.PLAN, Level.EDIT)
    treatment = selectors.locked_treatment(access, treatment_id)
    if treatment.is_withdrawn != is_withdrawn:
        treatment.is_withdrawn = is_withdrawn
        save_change(access, treatment, clock.now())
        note_change(access, action, Section.PLAN, "treatment", treatment.pk)
