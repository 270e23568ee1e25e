"""What came of a next step or a question: named to who may see it, and never written over."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from apps.careplan import services
from apps.careplan.models import Appointment, Outcome, Question, Task
from apps.circles.access import Access
from apps.circles.kinds import Audience, Level
from apps.core.errors import RuleError
from tests.careplan.conftest import NOW
from tests.careplan.drafts import make_appointment
from tests.careplan.pages import Browser, appointment_fields
from tests.careplan.test_outcomes import add_step
from tests.careplan.test_questions import ask
from tests.careplan.test_selectors import hide

Browse = Callable[[str], Browser]


@pytest.fixture
def visit(coordinator: Access) -> Appointment:
    """One that is over, so that its page shows what comes next."""
    row = make_appointment(coordinator)
    was = {"starts_at": NOW - timedelta(hours=2), "over_at": NOW - timedelta(hours=1)}
    Appointment.objects.filter(pk=row.pk).update(**was)
    return Appointment.objects.get(pk=row.pk)


def test_what_is_no_longer_held_back_begins_nothing_with_its_day(
    browse: Browse, visit: Appointment, coordinator: Access
) -> None:
    Appointment.objects.filter(pk=visit.pk).update(held_until=NOW.date(), audience=Audience.CLOSE)
    step, question = add_step(coordinator, visit), ask(coordinator, None)
    Question.objects.filter(pk=question.pk).update(held_until=NOW.date(), audience=Audience.CLOSE)
    browser = browse("coordinator")
    for page in (
        browser.open("step_task", step.pk),
        browser.open("step_date", step.pk),
        browser.open("question_task", question.pk),
        browser.open("appointment_add", query=f"?again={visit.pk}"),
    ):
        assert re.search(r'value="close"[^>]*checked', page)
        assert f'value="{NOW.date()}"' not in page


def test_a_question_does_not_name_a_task_one_may_not_see(
    browse: Browse, coordinator: Access
) -> None:
    visit = make_appointment(coordinator)
    row = ask(coordinator, visit)
    browse("coordinator").press("question_task", row.pk, title="Secret", due_on="", notes="")
    hide(Task.objects.get(), Audience.CLOSE)
    helper = browse("helper")
    for name, *ids in (
        ("question_detail", row.pk),
        ("appointment_detail", visit.pk),
        ("question_list",),
    ):
        page = helper.open(name, *ids)
        assert "Secret" not in page, name
        assert "became a task" not in page, name
    assert "Secret" in browse("coordinator").open("question_detail", row.pk)
    helper.press("question_task", row.pk, title="Cook", due_on="", notes="")
    assert Question.objects.get().task == Task.objects.get(title="Secret")


@pytest.mark.parametrize(
    ("question", "visits"),
    [
        ({"audience": Audience.CLOSE}, {}),
        ({"held_until": NOW.date() + timedelta(days=1)}, {}),
        ({}, {"starts_at": NOW + timedelta(hours=1), "over_at": NOW + timedelta(hours=2)}),
    ],
)
def test_an_answer_for_fewer_people_or_from_before_the_visit_stays_with_its_question(
    question: dict[str, Any],
    visits: dict[str, Any],
    browse: Browse,
    visit: Appointment,
    coordinator: Access,
) -> None:
    row = ask(coordinator, make_appointment(coordinator))
    services.answer_question(coordinator, question_id=row.pk, version=1, answer="Because.")
    Question.objects.filter(pk=row.pk).update(appointment=visit)
    keep = "Keep it with what was said"
    assert keep in browse("coordinator").open("question_detail", row.pk)
    Question.objects.filter(pk=row.pk).update(**{"text": row.text} | question)
    Appointment.objects.filter(pk=visit.pk).update(**{"title": ""} | visits)
    assert keep not in browse("coordinator").open("question_detail", row.pk)
    with pytest.raises(RuleError):
        services.note_answer(coordinator, row.pk)
    assert not Outcome.objects.exists()


def test_what_a_step_became_is_not_written_over(
    browse: Browse, visit: Appointment, coordinator: Access, helper: Access
) -> None:
    step = add_step(coordinator, visit)
    browser = browse("coordinator")
    browser.press("step_date", step.pk, **appointment_fields(title="Bone scan"))
    late = browse("helper").send("step_task", step.pk, title="Book it", due_on="", notes="")
    assert late.status_code == 422
    assert "Somebody has made a task or a date of this already." in late.content.decode()
    assert not Task.objects.exists()
    step.refresh_from_db()
    assert step.booked == Appointment.objects.get(title="Bone scan")


def test_where_what_it_became_is_hidden_nothing_is_told_and_nothing_lost(
    browse: Browse, visit: Appointment, coordinator: Access
) -> None:
    step = add_step(coordinator, visit)
    browse("coordinator").press("step_task", step.pk, title="Secret", due_on="", notes="")
    hide(Task.objects.get(), Audience.CLOSE)
    page = browse("helper").press("step_task", step.pk, title="Cook", due_on="", notes="")
    assert "already" not in page
    step.refresh_from_db()
    assert step.task == Task.objects.get(title="Secret")
    assert Task.objects.filter(title="Cook").exists()


def test_who_only_sees_the_plan_changes_nothing_of_it_by_a_task(
    browse: Browse, visit: Appointment, coordinator: Access, helper: Access
) -> None:
    step = add_step(coordinator, visit)
    helper.membership.levels |= {"plan": int(Level.SEE)}
    helper.membership.save()
    browser = browse("helper")
    assert "Make it a task" in browse("coordinator").open("appointment_detail", visit.pk)
    assert "Make it a task" not in browser.open("appointment_detail", visit.pk)
    for fields in ({}, {"title": "Cook", "due_on": "", "notes": ""}):
        assert browser.send("step_task", step.pk, **fields).status_code == 403
    step.refresh_from_db()
    assert step.task is None
