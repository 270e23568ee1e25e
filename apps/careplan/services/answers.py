"""What came of a question: its answer, and the note that the answer becomes."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from apps.careplan import rules, selectors
from apps.careplan.models import Question
from apps.careplan.rules import OutcomeDraft
from apps.careplan.services.outcomes import require_begun, write_outcome
from apps.careplan.services.versions import refuse_stale, save_change
from apps.circles.access import Access
from apps.circles.kinds import Action, Level, Section
from apps.circles.rules import Sharing
from apps.circles.services import note_change
from apps.core import clock
from apps.core.errors import RuleError


@transaction.atomic
def answer_question(access: Access, *, question_id: UUID, version: int, answer: str) -> Question:
    """Keep the answer, or with an empty text that it was asked. Raises StaleError as an edit does."""
    access.require(Section.PLAN, Level.TAKE_PART)
    question = selectors.locked_question(access, question_id)
    if question.is_answered and question.answer == answer:
        return question
    refuse_stale(access, question, version)
    if question.is_dropped:
        raise RuleError(_("This question was taken off the list. Put it back first."))
    question.answer = answer
    question.answered_at, question.answered_by = clock.now(), access.membership
    save_change(access, question, clock.now())
    note_change(access, Action.ANSWERED, Section.PLAN, "question", question.pk)
    return question


@transaction.atomic
def reopen_question(access: Access, question_id: UUID) -> None:
    """Not answered after all. A text that was written down stays until somebody clears it."""
    access.require(Section.PLAN, Level.TAKE_PART)
    question = selectors.locked_question(access, question_id)
    if not question.is_answered:
        return
    if question.answer:
        raise RuleError(_("There is an answer to this. Change it instead."))
    question.answered_at, question.answered_by = None, None
    save_change(access, question, clock.now())
    note_change(access, Action.REOPENED, Section.PLAN, "question", question.pk)


@transaction.atomic
def note_answer(access: Access, question_id: UUID) -> None:
    """Put question and answer among what was said at the visit. RuleError where more people would read it."""
    access.require(Section.PLAN, Level.TAKE_PART)
    visit_id = selectors.question(access, question_id).appointment_id
    # The visit first, as where questions are carried along: else each may wait for the other.
    appointment = selectors.locked_appointment(access, visit_id) if visit_id else None
    question = selectors.locked_question(access, question_id)
    if appointment is None or question.appointment_id != visit_id or not question.answer:
        raise RuleError(_("Only an answer from a visit can be kept there."))
    require_begun(appointment)
    if rules.is_narrower(question.sharing, appointment.sharing, access.today):
        raise RuleError(_("This is for fewer people than the visit. It stays with the question."))
    outcome = selectors.outcome_of(access, appointment)
    line = f"{question.text}\n{question.answer}"
    if line in outcome.said:
        return
    said = f"{outcome.said}\n\n{line}".strip()
    write_outcome(access, appointment, outcome, OutcomeDraft(said, outcome.decisions))


def question_sharing(question: Question) -> Sharing:
    """Who may see a question at all: whoever may see it and its visit."""
    if question.appointment is None:
        return question.sharing
    return rules.narrower(question.sharing, question.appointment.sharing)
