"""Writing medicines: add, edit, take off the list, put back. Each write locks the medicine first."""

from datetime import date
from uuid import UUID

from django.db import transaction

from apps.careplan import rules, selectors
from apps.careplan.models import Medicine, MedicineRhythm
from apps.careplan.rules import MedicineDraft, Rhythm
from apps.careplan.selectors import MedicineCard
from apps.careplan.services.dose_planning import plan_doses
from apps.careplan.services.listed import put_on_list, refuse_to_write, save_edit, set_withdrawn
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.circles.services import share


@transaction.atomic
def add_medicine(access: Access, *, medicine_id: UUID, draft: MedicineDraft) -> Medicine:
    access.require(Section.MEDICINES, Level.EDIT)
    medicine = Medicine(pk=medicine_id, circle=access.circle, author=access.membership)
    _write(access, medicine, draft)
    medicine, is_new = put_on_list(access, medicine, lambda row: _stands(access, row) == draft)
    if is_new:
        _add_rhythm(access, medicine, draft.rhythm, from_on=draft.starts_on)
    return medicine


@transaction.atomic
def edit_medicine(
    access: Access, *, medicine_id: UUID, version: int, draft: MedicineDraft
) -> MedicineCard:
    """Write the draft over the version it was made from; StaleError when somebody changed it since.

    Other times hold from today, or from tomorrow once a dose of today is ticked: nobody is asked for it twice.
    """
    access.require(Section.MEDICINES, Level.EDIT)
    medicine = selectors.locked_medicine(access, medicine_id)
    card = selectors.medicine_card(access, medicine_id)
    stands = selectors.draft_of_medicine(card)
    if stands == draft and not medicine.is_withdrawn:
        return card
    refuse_to_write(access, medicine, version)
    _set_rhythm(access, card, draft)
    _write(access, medicine, draft)
    rhythms = (selectors.rhythm_written(stands.rhythm), selectors.rhythm_written(draft.rhythm))
    save_edit(access, medicine, rhythm=rhythms)
    plan_doses(access, medicine)
    return selectors.medicine_card(access, medicine_id)


@transaction.atomic
def withdraw_medicine(access: Access, medicine_id: UUID) -> None:
    """Off the list, with undo; what was ticked stays. Withdrawing twice is withdrawing once."""
    _set_withdrawn(access, medicine_id, is_withdrawn=True)


@transaction.atomic
def restore_medicine(access: Access, medicine_id: UUID) -> None:
    _set_withdrawn(access, medicine_id, is_withdrawn=False)


def _write(access: Access, medicine: Medicine, draft: MedicineDraft) -> None:
    medicine.name = draft.name
    medicine.dose = draft.dose
    medicine.purpose = draft.purpose
    medicine.food = draft.food
    medicine.limit = draft.limit
    medicine.starts_on, medicine.ends_on = draft.starts_on, draft.ends_on
    medicine.notes = draft.notes
    share(access, medicine, draft.sharing)


def _stands(access: Access, medicine: Medicine) -> MedicineDraft:
    return selectors.draft_of_medicine(selectors.medicine_card(access, medicine.pk))


def _set_rhythm(access: Access, card: MedicineCard, draft: MedicineDraft) -> None:
    """A rhythm that never had a tick was a slip and is written over; else the new one is added beside it."""
    before, medicine = card.course.rhythms[-1][1], card.medicine
    if before == draft.rhythm:
        return
    rows = MedicineRhythm.objects.visible_to(access, among=[medicine])
    if not selectors.was_ever_ticked(access, medicine):
        rows.delete()
        _add_rhythm(access, medicine, draft.rhythm, from_on=draft.starts_on)
        return
    ticked = selectors.is_ticked_on(access, medicine, card.today)
    from_on = rules.holds_from(card.today, ticked_today=ticked)
    rows.filter(from_on__gte=from_on).delete()
    _add_rhythm(access, medicine, draft.rhythm, from_on=from_on)


def _add_rhythm(access: Access, medicine: Medicine, rhythm: Rhythm, *, from_on: date) -> None:
    row = MedicineRhythm(
        circle=access.circle,
        author=access.membership,
        medicine=medicine,
        from_on=from_on,
        counts_from=rhythm.counts_from,
        times=list(rhythm.times),
        days_on=rhythm.days_on,
        days_off=rhythm.days_off,
        weekdays=sorted(rhythm.weekdays),
    )
    row.full_clean()
    row.save(force_insert=True)


def _set_withdrawn(access: Access, medicine_id: UUID, *, is_withdrawn: bool) -> None:
    access.require(Section.MEDICINES, Level.EDIT)
    medicine = selectors.locked_medicine(access, medicine_id)
    if set_withdrawn(access, medicine, is_withdrawn=is_withdrawn):
        plan_doses(access, medicine)
