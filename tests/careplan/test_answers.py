"""What came of a question: its answer, and the note or the task that becomes of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape

import pytest

from apps.careplan import selectors, services
from apps.careplan.models import Appointment, Question, Task
from apps.circles.access import Access
from apps.circles.kinds import Audience
from apps.core.errors import RuleError, StaleError
from tests.careplan.conftest import NOW
from tests.careplan.drafts import make_appointment
from tests.careplan.pages import Browser
from tests.careplan.test_questions import ask
from tests.careplan.test_selectors import hide

Browse = Callable[[str], Browser]
SetClock = Callable[[datetime], None]


@pytest.fixture
def visit(coordinator: Access) -> Appointment:
    return make_appointment(coordinator)


def test_an_answer_says_who_wrote_it_and_becomes_a_task(
    browse: Browse, visit: Appointment, coordinator: Access
) -> None:
    row = ask(coordinator, visit, "May I travel?")
    browser = browse("helper")
    page = browser.press("question_detail", row.pk, version="1", answer="")
    assert "Marked as asked by Jun Cole" in page
    page = browser.press("question_detail", row.pk, version="2", answer="Ask the insurer first.")
    assert "Ask the insurer first." in page
    assert "Written down by Jun Cole" in page
    form = browser.open("question_task", row.pk)
    assert 'value="May I travel?"' in form
    assert "Ask the insurer first." in form
    page = browser.press("question_task", row.pk, title="Call the insurer", due_on="", notes="")
    assert Question.objects.get().task == Task.objects.get()
    assert "It became a task" in browse("patient").open("question_detail", row.pk)


def test_a_task_made_of_a_hidden_question_is_no_less_hidden(
    browse: Browse, visit: Appointment, coordinator: Access
) -> None:
    row = ask(coordinator, visit)
    hide(visit, Audience.CLOSE)
    browse("coordinator").press("question_task", row.pk, title="Secret", due_on="", notes="")
    assert Task.objects.get().audience == Audience.CLOSE


def test_an_answer_can_be_kept_with_what_was_said(
    visit: Appointment, coordinator: Access, set_clock: SetClock
) -> None:
    row = ask(coordinator, visit)
    set_clock(NOW + timedelta(days=2))
    services.answer_question(coordinator, question_id=row.pk, version=1, answer="Because.")
    for _twice in range(2):
        services.note_answer(coordinator, row.pk)
    assert selectors.outcome_of(coordinator, visit).said == "Why?\nBecause."


def test_two_who_answer_at_once_are_shown_both(
    browse: Browse, visit: Appointment, coordinator: Access, helper: Access
) -> None:
    row = ask(coordinator, visit)
    services.answer_question(coordinator, question_id=row.pk, version=1, answer="No.")
    with pytest.raises(StaleError, match="Ana Ruiz changed this"):
        services.answer_question(helper, question_id=row.pk, version=1, answer="Yes.")
    response = browse("helper").send("question_detail", row.pk, version="1", answer="Yes.")
    assert response.status_code == 409
    assert "Now: No." in unescape(response.content.decode())
    services.drop_question(coordinator, row.pk)
    response = browse("helper").send("question_detail", row.pk, version="2", answer="Yes.")
    assert response.status_code == 409
    page = response.content.decode()
    assert "Taken off the list" in page
    assert "Yes.</textarea>" in page


def test_asked_without_words_can_be_taken_back_and_an_answer_cannot(
    visit: Appointment, coordinator: Access
) -> None:
    row = ask(coordinator, visit)
    services.answer_question(coordinator, question_id=row.pk, version=1, answer="")
    services.reopen_question(coordinator, row.pk)
    row.refresh_from_db()
    assert not row.is_answered
    services.answer_question(coordinator, question_id=row.pk, version=row.version, answer="Yes.")
    with pytest.raises(RuleError, match="There is an answer"):
        services.reopen_question(coordinator, row.pk)
