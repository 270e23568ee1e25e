"""Writing lines of treatment: add, edit, take off the list, put back."""

from uuid import UUID

from django.db import transaction

from apps.careplan import selectors
from apps.careplan.models import Treatment
from apps.careplan.rules import TreatmentDraft
from apps.careplan.services.listed import put_on_list, refuse_to_write, save_edit, set_withdrawn
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.circles.services import share


@transaction.atomic
def add_treatment(access: Access, *, treatment_id: UUID, draft: TreatmentDraft) -> Treatment:
    access.require(Section.PLAN, Level.EDIT)
    treatment = Treatment(pk=treatment_id, circle=access.circle, author=access.membership)
    _write(access, treatment, draft)
    return put_on_list(access, treatment, lambda row: selectors.draft_of_treatment(row) == draft)[0]


@transaction.atomic
def edit_treatment(
    access: Access, *, treatment_id: UUID, version: int, draft: TreatmentDraft
) -> Treatment:
    """Write the draft over the version it was made from; StaleError when somebody changed it since."""
    treatment = _locked(access, treatment_id)
    if selectors.draft_of_treatment(treatment) == draft and not treatment.is_withdrawn:
        return treatment
    refuse_to_write(access, treatment, version)
    _write(access, treatment, draft)
    save_edit(access, treatment)
    return treatment


@transaction.atomic
def withdraw_treatment(access: Access, treatment_id: UUID) -> None:
    """Off the list, with undo. Withdrawing twice is withdrawing once."""
    set_withdrawn(access, _locked(access, treatment_id), is_withdrawn=True)


@transaction.atomic
def restore_treatment(access: Access, treatment_id: UUID) -> None:
    set_withdrawn(access, _locked(access, treatment_id), is_withdrawn=False)


def _locked(access: Access, treatment_id: UUID) -> Treatment:
    access.require(Section.PLAN, Level.EDIT)
    return selectors.locked_treatment(access, treatment_id)


def _write(access: Access, treatment: Treatment, draft: TreatmentDraft) -> None:
    treatment.kind, treatment.name = draft.kind, draft.name
    treatment.starts_on, treatment.ends_on = draft.starts_on, draft.ends_on
    treatment.cycles, treatment.cycle_now = draft.cycles, draft.cycle_now
    treatment.medicine_id = draft.medicine_id
    treatment.end_reason, treatment.notes = draft.end_reason, draft.notes
    share(access, treatment, draft.sharing)
