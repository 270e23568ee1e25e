"""Pauses that the team ordered: noting one, ending it, taking it back."""

from copy import copy
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from apps.careplan import selectors
from apps.careplan.models import Medicine, MedicinePause
from apps.careplan.rules import Pause
from apps.careplan.services.dose_planning import plan_doses
from apps.careplan.services.versions import refuse_stale, save_change
from apps.circles.access import Access
from apps.circles.kinds import Action, Level, Section
from apps.circles.services import note_change
from apps.core import clock
from apps.core.errors import RuleError
from apps.core.once import alike, save_once

KeptPause = dict[str, Any] | None  # as the history keeps it


@transaction.atomic
def add_pause(
    access: Access, *, medicine_id: UUID, pause_id: UUID, pause: Pause, reason: str = ""
) -> MedicinePause:
    """No doses while it lasts. Raises RuleError when it overlaps another one."""
    medicine = _locked(access, medicine_id)
    row = MedicinePause(
        pk=pause_id,
        circle=access.circle,
        author=access.membership,
        medicine=medicine,
        from_on=pause.from_on,
        until_on=pause.until_on,
        reason=reason,
    )
    same = alike(row, "medicine_id", "from_on", "until_on", "reason")
    there = selectors.pauses(access, medicine)
    twice = [old for old in there if old.pk == pause_id and same(old)]
    if twice:
        return twice[0]
    if any(pause.overlaps(Pause(old.from_on, old.until_on)) for old in there):
        raise RuleError(_("There is a pause in these days already. End or remove that one first."))
    row.full_clean(exclude=["id"])
    mine = MedicinePause.objects.visible_to(access).filter(author=access.membership)
    row, is_new = save_once(row, mine, same)
    if is_new:
        _keep(access, medicine, None, row)
        note_change(access, Action.ADDED, Section.MEDICINES, "pause", row.pk)
        plan_doses(access, medicine)
    return row


@transaction.atomic
def end_pause(access: Access, *, medicine_id: UUID, pause_id: UUID, last_day: date) -> None:
    """``last_day`` is its last day; doses come again on the day after it. Before it began, it is removed.

    One that ended sooner is never made longer by that. Raises RuleError.
    """
    medicine = _locked(access, medicine_id)
    row = _pause(access, medicine, pause_id)
    if row is None:
        raise RuleError(_("This pause is not there any more."))
    if row.until_on is not None and row.until_on < last_day:
        raise RuleError(_("This pause has ended already."))
    if last_day < row.from_on:
        remove_pause(access, medicine_id=medicine_id, pause_id=pause_id)
    elif row.until_on != last_day:
        before = copy(row)
        row.until_on = last_day
        row.full_clean()
        row.save()
        _keep(access, medicine, before, row)
        note_change(access, Action.CHANGED, Section.MEDICINES, "pause", row.pk)
        plan_doses(access, medicine)


@transaction.atomic
def remove_pause(access: Access, *, medicine_id: UUID, pause_id: UUID) -> None:
    """As if it had never been noted. Removing it twice is removing it once."""
    medicine = _locked(access, medicine_id)
    row = _pause(access, medicine, pause_id)
    if row is not None:
        _keep(access, medicine, row, None)
        row.delete()
        note_change(access, Action.CANCELLED, Section.MEDICINES, "pause", pause_id)
        plan_doses(access, medicine)


@transaction.atomic
def put_pause_back(
    access: Access, *, medicine_id: UUID, version: int, was: KeptPause, became: KeptPause
) -> None:
    """Undo what somebody did to a pause: it is gone again, there again, or ends when it ended before.

    Raises StaleError when the medicine has changed since ``version``.
    """
    medicine = _locked(access, medicine_id)
    kept = was or became or {}
    if _kept(_pause(access, medicine, UUID(kept["id"]))) == was:  # undone already
        return
    refuse_stale(access, medicine, version)
    if became is not None:
        remove_pause(access, medicine_id=medicine_id, pause_id=UUID(became["id"]))
    if was is not None:
        add_pause(
            access,
            medicine_id=medicine_id,
            pause_id=UUID(was["id"]),
            pause=selectors.pause_from(was),
            reason=was["reason"],
        )


def _locked(access: Access, medicine_id: UUID) -> Medicine:
    access.require(Section.MEDICINES, Level.EDIT)
    return selectors.locked_medicine(access, medicine_id)


def _pause(access: Access, medicine: Medicine, pause_id: UUID) -> MedicinePause | None:
    rows = MedicinePause.objects.visible_to(access, among=[medicine]).filter(pk=pause_id)
    found: MedicinePause | None = rows.first()
    return found


def _keep(
    access: Access, medicine: Medicine, before: MedicinePause | None, after: MedicinePause | None
) -> None:
    """A pause has no page of its own: what happens to it is part of the history of its medicine."""
    save_change(access, medicine, clock.now(), besides={"pause": (_kept(before), _kept(after))})


def _kept(row: MedicinePause | None) -> KeptPause:
    if row is None:
        return None
    return {
        "id": str(row.pk),
        "from_on": row.from_on.isoformat(),
        "until_on": row.until_on.isoformat() if row.until_on else None,
        "reason": row.reason,
    }
