"""Recently removed: what was cancelled or taken off in the last 30 days, for who may see it, with its undo."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.careplan import services
from apps.careplan.rules import QuestionDraft
from apps.circles.access import Access
from apps.circles.rules import Sharing
from tests.careplan.conftest import NOW
from tests.careplan.drafts import make_appointment, make_task, when
from tests.careplan.medicines import make_medicine, team_draft, treatment_draft
from tests.careplan.pages import Browser
from tests.many import copies

pytestmark = pytest.mark.django_db
Browse = Callable[[str], Browser]


def remove_everything(access: Access) -> dict[str, Any]:
    """One of each, taken off; by the address that brings it back."""
    visit = make_appointment(access, when=when(NOW.date() - timedelta(days=1)))
    appointment = make_appointment(access, title="Heart scan")
    services.cancel_appointment(access, appointment.pk)
    asked = QuestionDraft("May she swim?", make_appointment(access).pk)
    (question,) = services.propose_questions(access, once=uuid4(), draft=asked)
    services.drop_question(access, question.pk)
    step = services.add_step(access, step_id=uuid4(), appointment_id=visit.pk, text="Blood test")
    services.drop_step(access, step.pk)
    treatment = services.add_treatment(access, treatment_id=uuid4(), draft=treatment_draft())
    services.withdraw_treatment(access, treatment.pk)
    nurse = services.add_team_member(access, member_id=uuid4(), draft=team_draft())
    services.withdraw_team_member(access, nurse.pk)
    task = make_task(access, "Cook soup")
    services.withdraw_task(access, task.pk)
    medicine = make_medicine(access)
    services.withdraw_medicine(access, medicine.pk)
    return {
        "appointment_restoration": appointment.pk,
        "question_restoration": question.pk,
        "step_restoration": step.pk,
        "treatment_restoration": treatment.pk,
        "team_restoration": nurse.pk,
        "task_restoration": task.pk,
        "medicine_restoration": medicine.pk,
    }


TITLES = {
    "Heart scan", "May she swim?", "Blood test", "First chemo", "Chemo line", "Cook soup",
    "Letrozole",
}  # fmt: skip


def shown(page: str) -> set[str]:
    return {title for title in TITLES if f'<span class="list__title">{title}</span>' in page}


def test_what_was_removed_is_found_and_brought_back_from_one_page(
    coordinator: Access, browse: Browse
) -> None:
    removed = remove_everything(coordinator)
    browser = browse("patient")
    page = browser.open("plan_removed")
    assert shown(page) == TITLES
    assert "Removed by Ana Ruiz" in page
    for name, pk in removed.items():
        assert browser.url(name, pk) in page
        for _twice in range(2):
            browser.press(name, pk, next=browser.url("plan_removed"))
    assert shown(browser.open("plan_removed")) == set()


def test_everybody_finds_there_what_they_may_see_and_undoes_what_they_may_edit(
    coordinator: Access, browse: Browse
) -> None:
    removed = remove_everything(coordinator)
    helper, follower = browse("helper"), browse("follower")
    assert shown(helper.open("plan_removed")) == TITLES - {"Letrozole"}
    assert shown(follower.open("plan_removed")) == {"Cook soup"}
    for browser in (helper, follower):
        assert not any(
            browser.url(name, pk) in browser.open("plan_removed") for name, pk in removed.items()
        )


def test_what_is_held_back_is_not_found_there_before_its_day(
    patient: Access, browse: Browse
) -> None:
    held = Sharing(held_until=NOW.date() + timedelta(days=2))
    row = make_appointment(patient, title="Heart scan", sharing=held)
    services.cancel_appointment(patient, row.pk)
    assert shown(browse("patient").open("plan_removed")) == {"Heart scan"}
    assert shown(browse("coordinator").open("plan_removed")) == set()


def test_after_thirty_days_nothing_stands_there_any_more(
    coordinator: Access, browse: Browse, set_clock: Callable[[datetime], None]
) -> None:
    remove_everything(coordinator)
    set_clock(NOW + timedelta(days=30, hours=1))
    assert shown(browse("patient").open("plan_removed")) == set()


def test_the_page_costs_the_same_however_much_was_removed_and_leads_on(
    coordinator: Access, browse: Browse, django_assert_num_queries: Callable[..., Any]
) -> None:
    browser = browse("coordinator")
    visit = make_appointment(coordinator, title="Visit 0.")
    services.cancel_appointment(coordinator, visit.pk)
    browser.open("plan_removed")
    with CaptureQueriesContext(connection) as few:
        browser.open("plan_removed")
    copies(visit, 32, title="'Visit ' || n || '.'")
    with django_assert_num_queries(len(few)):
        page = browser.open("plan_removed")
    more = page.partition('rel="next" href="')[2].partition('"')[0]
    both = page + browser.open("plan_removed", query=more)
    assert all(both.count(f">Visit {number}.<") == 1 for number in range(33))
