"""Ticking doses. The medicine is locked before anything is looked at, so of two who tick one dose at once the
second finds the tick of the first and is told whose it is."""

from datetime import date, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from apps.careplan import rules, selectors, wording
from apps.careplan.kinds import DoseState
from apps.careplan.models import Dose, Medicine
from apps.careplan.services.dose_planning import plan_dose_day
from apps.circles.access import Access
from apps.circles.kinds import Action, Level, Section
from apps.circles.services import note_change
from apps.core import clock
from apps.core.errors import RuleError
from apps.core.once import save_once


@transaction.atomic
def tick_dose(
    access: Access, *, medicine_id: UUID, day: date, slot: time, state: DoseState
) -> Dose:
    """Taken, skipped or taken late. Raises RuleError naming who was faster; one's own again does nothing."""
    access.require(Section.MEDICINES, Level.TAKE_PART)
    medicine = selectors.locked_medicine(access, medicine_id)
    found = selectors.dose_in_slot(access, medicine, day, slot)
    if found is not None:
        return _already_ticked(access, found, state)
    _require_tickable(access, medicine, day)
    if slot not in selectors.medicine_card(access, medicine_id).course.times_on(day):
        raise RuleError(_("This dose is not on the list any more. Look at the times again."))
    dose = _new(access, medicine, day, state)
    dose.slot = slot
    dose.full_clean()
    dose.save(force_insert=True)
    note_change(access, Action.DONE, Section.MEDICINES, "dose", dose.pk)
    plan_dose_day(access, medicine, day)
    return dose


@transaction.atomic
def tick_as_needed(access: Access, *, medicine_id: UUID, dose_id: UUID) -> Dose:
    """Taken just now. The form's id makes a double tap one dose."""
    access.require(Section.MEDICINES, Level.TAKE_PART)
    medicine = selectors.locked_medicine(access, medicine_id)
    today = clock.today(access.circle.time_zone)
    _require_tickable(access, medicine, today)
    course = selectors.medicine_card(access, medicine_id).course
    if not course.rhythm_on(today).as_needed:
        raise RuleError(_("This dose is not on the list any more. Look at the times again."))
    if course.pause_on(today):
        raise RuleError(_("This medicine is paused."))
    dose = _new(access, medicine, today, DoseState.TAKEN)
    dose.pk = dose_id
    dose.full_clean(exclude=["id"])
    mine = Dose.objects.visible_to(access).filter(author=access.membership)
    dose, is_new = save_once(dose, mine, lambda row: row.medicine_id == medicine.pk)
    if is_new:
        note_change(access, Action.DONE, Section.MEDICINES, "dose", dose.pk)
    return dose


@transaction.atomic
def undo_tick(access: Access, *, medicine_id: UUID, dose_id: UUID) -> None:
    """As if it had not been ticked: one's own tick, or with *edit* anyone's. Undoing twice is undoing once."""
    access.require(Section.MEDICINES, Level.TAKE_PART)
    medicine = selectors.locked_medicine(access, medicine_id)
    rows = Dose.objects.visible_to(access, among=[medicine]).filter(pk=dose_id)
    dose: Dose | None = rows.first()
    if dose is None:
        return
    is_own = dose.author_id in access.own_rows
    access.require(Section.MEDICINES, rules.level_to_change(is_own=is_own))
    dose.delete()
    note_change(access, Action.REOPENED, Section.MEDICINES, "dose", dose_id)
    plan_dose_day(access, medicine, dose.day)


def _new(access: Access, medicine: Medicine, day: date, state: DoseState) -> Dose:
    return Dose(
        circle=access.circle,
        author=access.membership,
        medicine=medicine,
        day=day,
        state=state,
        ticked_at=clock.now(),
    )


def _already_ticked(access: Access, dose: Dose, state: DoseState) -> Dose:
    """One's own tick of the same kind stands; of anything else the person is told."""
    if dose.author_id in access.own_rows and dose.state == state:
        return dose
    values = {
        "name": dose.author.name if dose.author else _("Someone"),
        "state": DoseState(dose.state).label,
        "at": wording.moment_words(dose.ticked_at),
    }
    if dose.author_id in access.own_rows:
        raise RuleError(_("You ticked this %(at)s: %(state)s. Undo that first.") % values)
    raise RuleError(_("%(name)s ticked this %(at)s: %(state)s.") % values)


def _require_tickable(access: Access, medicine: Medicine, day: date) -> None:
    if medicine.is_withdrawn:
        raise RuleError(_("This medicine was taken off the list."))
    if not rules.may_tick(day, clock.today(access.circle.time_zone)):
        raise RuleError(_("Only doses of today and of the last seven days can be ticked."))
