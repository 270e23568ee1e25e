"""Questions for a visit: propose, say yes to, put in order, carry on to the next one, take off.

Who may edit the plan decides what is asked, and in which order; anyone who takes part proposes.
"""

from collections.abc import Collection
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from apps.careplan import rules, selectors, suggestions
from apps.careplan.kinds import QuestionStatus
from apps.careplan.models import Question
from apps.careplan.rules import QuestionDraft
from apps.careplan.services.versions import refuse_stale, save_change
from apps.circles.access import Access
from apps.circles.kinds import Action, Level, Section
from apps.circles.services import note_change, share
from apps.core import clock
from apps.core.errors import RuleError
from apps.core.once import alike, save_once


@transaction.atomic
def propose_questions(
    access: Access, *, once: UUID, draft: QuestionDraft, suggested: Collection[str] = ()
) -> list[Question]:
    """What was typed, if anything, and the ready-made ones that were ticked; all for one visit.

    From somebody who may edit they are on the list at once. The same form sent twice makes them once.
    """
    access.require(Section.PLAN, Level.TAKE_PART)
    _require_target(access, draft)
    ready = [found for name in suggested if (found := suggestions.find(name))]
    texts = [(once, draft.text, "")] if draft.text else []
    texts += [(uuid5(once, entry.id), entry.text, entry.id) for entry in ready]
    first = selectors.last_position(access, draft) + 1
    return [
        _add(access, pk, draft, text, suggestion, first + number)
        for number, (pk, text, suggestion) in enumerate(texts)
    ]


@transaction.atomic
def edit_question(
    access: Access, *, question_id: UUID, version: int, draft: QuestionDraft
) -> Question:
    """Write the draft over the version it was made from; StaleError when somebody changed it since."""
    question = _locked_to_change(access, question_id)
    if selectors.draft_of_question(question) == draft:
        return question
    refuse_stale(access, question, version)
    if draft.appointment_id != question.appointment_id:
        _require_target(access, draft)
    _write(access, question, draft)
    save_change(access, question, clock.now())
    note_change(access, Action.CHANGED, Section.PLAN, "question", question.pk)
    return question


@transaction.atomic
def approve_question(access: Access, question_id: UUID) -> None:
    access.require(Section.PLAN, Level.EDIT)
    question = selectors.locked_question(access, question_id)
    if question.status == QuestionStatus.PROPOSED:
        _set_status(access, question, QuestionStatus.APPROVED, Action.CHANGED)


@transaction.atomic
def drop_question(access: Access, question_id: UUID) -> None:
    """Off the list, with undo."""
    question = _locked_to_change(access, question_id)
    if not question.is_dropped:
        _set_status(access, question, QuestionStatus.DROPPED, Action.CANCELLED)


@transaction.atomic
def restore_question(access: Access, question_id: UUID) -> None:
    """Back, as a proposal or, by somebody who may edit, on the list."""
    question = _locked_to_change(access, question_id)
    if question.is_dropped:
        _set_status(access, question, _first_status(access), Action.RESTORED)


@transaction.atomic
def move_question(access: Access, question_id: UUID, *, by: int) -> None:
    """One place up (-1) or down (1) among the open questions for the same visit. RuleError once it is not open."""
    access.require(Section.PLAN, Level.EDIT)
    rows = selectors.locked_neighbours(access, question_id)
    here = next((place for place, row in enumerate(rows) if row.pk == question_id), None)
    if here is None:
        raise RuleError(_("This question is not waiting any more."))
    there = here + by
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for place, row in enumerate(rows):
        row.position = place
    Question.objects.bulk_update(rows, ["position"])
    note_change(access, Action.MOVED, Section.PLAN, "question", question_id)


@transaction.atomic
def carry_questions(access: Access, appointment_id: UUID) -> int:
    """Take what was not answered along to the next visit of that kind, booked or not; how many those were.

    They stay hidden from whom this visit is hidden.
    """
    access.require(Section.PLAN, Level.EDIT)
    appointment = selectors.locked_appointment(access, appointment_id)
    target = selectors.next_of_kind(access, appointment)
    rows = list(selectors.open_questions_of(access, appointment.pk).select_for_update(of=("self",)))
    for question in rows:
        question.appointment = target
        question.kind = "" if target else appointment.kind
        question.sharing = rules.narrower(question.sharing, appointment.sharing)
        save_change(access, question, clock.now())
        note_change(access, Action.MOVED, Section.PLAN, "question", question.pk)
    return len(rows)


def _add(
    access: Access, pk: UUID, draft: QuestionDraft, text: str, suggestion: str, position: int
) -> Question:
    question = Question(
        pk=pk,
        circle=access.circle,
        author=access.membership,
        suggestion=suggestion,
        position=position,
        status=_first_status(access),
    )
    _write(access, question, draft)
    question.text = text
    question.full_clean(exclude=["id"])
    mine = Question.objects.visible_to(access).filter(author=access.membership)
    same = alike(question, "text", "appointment_id", "kind")
    question, is_new = save_once(question, mine, same)
    if is_new:
        note_change(access, Action.ADDED, Section.PLAN, "question", question.pk)
    return question


def _write(access: Access, question: Question, draft: QuestionDraft) -> None:
    share(access, question, draft.sharing)
    question.text = draft.text
    question.appointment_id = draft.appointment_id
    question.kind = draft.kind or ""


def _require_target(access: Access, draft: QuestionDraft) -> None:
    """Http404 for a visit that may not be seen; RuleError for one that is over or off."""
    if draft.appointment_id is None:
        return
    appointment = selectors.appointment(access, draft.appointment_id)
    if appointment.is_cancelled:
        raise RuleError(_("This appointment was cancelled. Choose another one."))
    if appointment.over_at <= clock.now():
        raise RuleError(_("This appointment is over. Put the question down for the next one."))


def _first_status(access: Access) -> QuestionStatus:
    decides = access.can(Section.PLAN, Level.EDIT)
    return QuestionStatus.APPROVED if decides else QuestionStatus.PROPOSED


def _locked_to_change(access: Access, question_id: UUID) -> Question:
    """The question, once it is sure that this member may change it: their own while it waits, or any."""
    access.require(Section.PLAN, Level.TAKE_PART)
    question = selectors.locked_question(access, question_id)
    access.require(Section.PLAN, selectors.level_for_question(access, question))
    return question


def _set_status(access: Access, question: Question, status: QuestionStatus, action: Action) -> None:
    question.status = status
    save_change(access, question, clock.now())
    note_change(access, action, Section.PLAN, "question", question.pk)
