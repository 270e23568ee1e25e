"""Undoing an edit: what it changed is put back by the same service that edits, with all that hangs on that:
the level it takes, the lock, a new version, the receipt, reminders that are planned anew."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from apps.careplan import selectors
from apps.careplan.kinds import Kept, SeatKind
from apps.careplan.models import (
    Appointment,
    Change,
    Medicine,
    Outcome,
    Question,
    Task,
    TeamMember,
    Treatment,
)
from apps.careplan.rules import OutcomeDraft
from apps.careplan.services.answers import answer_question, reopen_question
from apps.careplan.services.appointments import edit_appointment
from apps.careplan.services.medicines import edit_medicine
from apps.careplan.services.outcomes import keep_outcome
from apps.careplan.services.pauses import put_pause_back
from apps.careplan.services.questions import edit_question
from apps.careplan.services.tasks import edit_task
from apps.careplan.services.team import edit_team_member
from apps.careplan.services.treatments import edit_treatment
from apps.circles.access import Access
from apps.circles.kinds import Section
from apps.core import clock
from apps.core.days import day_words
from apps.core.errors import RuleError, StaleError


@transaction.atomic
def undo_change(access: Access, section: Section, change_id: UUID, *, version: int) -> Any:
    """Put back what a change took away, over the ``version`` that was shown, and leave the rest as it stands.

    Raises StaleError, with nothing written, when the thing has changed since that version; RuleError and
    PermissionDenied as the edit would. Returns the thing.
    """
    change, thing = selectors.change_of(access, section, change_id)
    change.put_back(thing)
    _PUT_BACK[Kept(change.subject)](access, thing, version, change)
    return thing


@transaction.atomic
def undo_together(access: Access, section: Section, change_id: UUID) -> int:
    """The same for all of a series that were changed at once; how many those are.

    Where one of them was changed since, RuleError names it, and all stay as they are.
    """
    change, thing = selectors.change_of(access, section, change_id)
    put_back = _PUT_BACK_TOGETHER.get(Kept(change.subject))
    if put_back is None:
        raise RuleError(_("This stands alone. Undo it by itself."))
    found, at = selectors.changed_together(access, change, thing), clock.now()
    for each, row in found:
        called = _called(row)
        each.put_back(row)
        try:
            put_back(access, row, each.version, each, at)
        except StaleError as error:
            raise RuleError(
                _(
                    "%(this)s was changed once more since, so nothing is undone. "
                    "You can undo them one by one."
                )
                % {"this": called}
            ) from error
    return len(found)


def _called(row: Appointment | Task) -> str:
    name = row.name if isinstance(row, Appointment) else row.title
    return f"{name} ({day_words(row.when.day)})" if row.when else name


def _appointment(
    access: Access, row: Appointment, version: int, change: Change, at: datetime | None = None
) -> None:
    draft = selectors.draft_of_appointment(access, row)
    if "seats" in change.before:
        draft = replace(draft, seats=frozenset(SeatKind(kind) for kind in change.before["seats"]))
    edit_appointment(access, appointment_id=row.pk, version=version, draft=draft, at=at)


def _question(access: Access, row: Question, version: int, change: Change) -> None:
    if "answer" not in change.before:
        draft = selectors.draft_of_question(row)
        edit_question(access, question_id=row.pk, version=version, draft=draft)
        return
    answer_question(access, question_id=row.pk, version=version, answer=row.answer)
    if not row.answer:
        reopen_question(access, row.pk)


def _outcome(access: Access, row: Outcome, version: int, change: Change) -> None:
    draft = OutcomeDraft(row.said, row.decisions)
    keep_outcome(access, appointment_id=row.appointment_id, version=version, draft=draft)


def _treatment(access: Access, row: Treatment, version: int, change: Change) -> None:
    draft = selectors.draft_of_treatment(row)
    edit_treatment(access, treatment_id=row.pk, version=version, draft=draft)


def _team_member(access: Access, row: TeamMember, version: int, change: Change) -> None:
    draft = selectors.draft_of_team_member(row)
    edit_team_member(access, member_id=row.pk, version=version, draft=draft)


def _task(
    access: Access, row: Task, version: int, change: Change, at: datetime | None = None
) -> None:
    draft = selectors.draft_of_task(row)
    edit_task(access, task_id=row.pk, version=version, draft=draft, at=at)


def _medicine(access: Access, row: Medicine, version: int, change: Change) -> None:
    if "pause" in change.before:
        was, became = change.before["pause"], change.after["pause"]
        put_pause_back(access, medicine_id=row.pk, version=version, was=was, became=became)
        return
    card = replace(selectors.medicine_card(access, row.pk), medicine=row)
    draft = selectors.draft_of_medicine(card)
    if "rhythm" in change.before:
        draft = replace(draft, rhythm=selectors.rhythm_from(change.before["rhythm"]))
    edit_medicine(access, medicine_id=row.pk, version=version, draft=draft)


_PUT_BACK: dict[Kept, Callable[[Access, Any, int, Change], None]] = {
    Kept.APPOINTMENT: _appointment,
    Kept.QUESTION: _question,
    Kept.OUTCOME: _outcome,
    Kept.TREATMENT: _treatment,
    Kept.TEAM_MEMBER: _team_member,
    Kept.TASK: _task,
    Kept.MEDICINE: _medicine,
}
_PUT_BACK_TOGETHER: dict[Kept, Callable[[Access, Any, int, Change, datetime], None]] = {
    Kept.APPOINTMENT: _appointment,
    Kept.TASK: _task,
}
