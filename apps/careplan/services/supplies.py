"""What is left of a medicine, fetching more, and who hears of its doses."""

from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from apps.careplan import selectors
from apps.careplan.kinds import WatchKind
from apps.careplan.models import MedicineWatch, Supply, Task
from apps.careplan.rules import SupplyDraft, TaskDraft, WatchDraft
from apps.careplan.services.dose_planning import plan_doses
from apps.careplan.services.tasks import add_task
from apps.careplan.services.versions import refuse_stale, save_change
from apps.circles.access import Access
from apps.circles.kinds import Action, Level, Section
from apps.circles.services import note_change
from apps.core import clock
from apps.core.errors import RuleError


@transaction.atomic
def count_supply(access: Access, *, medicine_id: UUID, version: int, draft: SupplyDraft) -> Supply:
    """What is in the house now. Ticks made from here on are taken off it; never counted is version 1.

    The same count sent twice is counted once.
    """
    access.require(Section.MEDICINES, Level.EDIT)
    medicine = selectors.locked_medicine(access, medicine_id)
    supply = selectors.supply(access, medicine.pk)
    if supply is None:
        supply = Supply(circle=access.circle, author=access.membership, medicine=medicine)
    elif _is_sent_twice(access, supply, version) and selectors.draft_of_supply(supply) == draft:
        return supply
    refuse_stale(access, supply, version)
    supply.counted, supply.unit = draft.counted, draft.unit
    supply.per_dose, supply.margin_days = draft.per_dose, draft.margin_days
    supply.counted_at = clock.now()
    save_change(access, supply, supply.counted_at)
    note_change(access, Action.CHANGED, Section.MEDICINES, "supply", supply.pk)
    return supply


@transaction.atomic
def ask_for_more(access: Access, medicine_id: UUID) -> Task:
    """A task for whoever can fetch it, once a count: the one there is, whoever asked and whatever became of it.

    Its words do not name the medicine: more people see the tasks than the medicines.
    """
    access.require(Section.MEDICINES, Level.SEE)
    access.require(Section.TASKS, Level.TAKE_PART)
    selectors.locked_medicine(access, medicine_id)  # of two who ask at once the second finds it
    card = selectors.medicine_card(access, medicine_id)
    supply = selectors.supply(access, medicine_id)
    stock = selectors.stocks(access, [card]).get(medicine_id)
    if supply is None or stock is None:
        raise RuleError(_("Count what is left first: then we know by when it is needed."))
    task_id = uuid5(medicine_id, f"more:{supply.version}")
    asked: Task | None = Task.objects.visible_to(access).filter(pk=task_id).first()
    if asked is not None:
        return asked
    due_on = max(stock.reorder_by, card.today) if stock.reorder_by else None
    draft = TaskDraft(title=_("Pick up medicine"), notes="", due_on=due_on)
    return add_task(access, task_id=task_id, draft=draft)


@transaction.atomic
def set_watches(access: Access, *, medicine_id: UUID, version: int, draft: WatchDraft) -> None:
    """Who hears of the doses of this medicine, and after how long."""
    access.require(Section.MEDICINES, Level.EDIT)
    medicine = selectors.locked_medicine(access, medicine_id)
    if selectors.draft_of_watches(access, medicine) == draft:
        return
    refuse_stale(access, medicine, version)
    MedicineWatch.objects.visible_to(access, among=[medicine]).delete()
    for kind, members in ((WatchKind.DUE, draft.reminded), (WatchKind.NOT_TICKED, draft.told)):
        for member_id in sorted(members):
            row = MedicineWatch(
                circle=access.circle,
                author=access.membership,
                medicine=medicine,
                member_id=member_id,
                kind=kind,
            )
            row.full_clean()
            row.save(force_insert=True)
    medicine.told_after = draft.after_minutes
    save_change(access, medicine, clock.now())
    note_change(access, Action.CHANGED, Section.MEDICINES, "watch", medicine.pk)
    plan_doses(access, medicine)


def _is_sent_twice(access: Access, supply: Supply, version: int) -> bool:
    """Whether it is one's own save that came after the version the form was opened with."""
    return supply.version == version + 1 and access.is_mine(supply.changed_by_id)
