"""After the visit: what was said and decided, and next steps that become tasks and dates."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from apps.careplan import selectors, services
from apps.careplan.kinds import Status
from apps.careplan.models import Appointment, NextStep, Outcome, Task
from apps.careplan.rules import OutcomeDraft
from apps.circles.access import Access
from apps.circles.kinds import Audience
from apps.core.errors import RuleError, StaleError
from tests.careplan.conftest import NOW
from tests.careplan.drafts import make_appointment, when
from tests.careplan.pages import Browser, appointment_fields
from tests.careplan.test_selectors import hide

Browse = Callable[[str], Browser]


@pytest.fixture
def visit(coordinator: Access) -> Appointment:
    row = make_appointment(coordinator, when=when(date(2026, 11, 23)))
    Appointment.objects.filter(pk=row.pk).update(
        starts_at=NOW - timedelta(hours=2), over_at=NOW - timedelta(hours=1)
    )
    return Appointment.objects.get(pk=row.pk)


def keep(access: Access, visit: Appointment, said: str, version: int = 1) -> Outcome:
    draft = OutcomeDraft(said, "")
    return services.keep_outcome(access, appointment_id=visit.pk, version=version, draft=draft)


def add_step(access: Access, visit: Appointment, text: str = "Book the bone scan") -> NextStep:
    return services.add_step(access, step_id=uuid4(), appointment_id=visit.pk, text=text)


def test_a_note_taker_writes_down_what_was_said_and_the_visit_took_place(
    browse: Browse, visit: Appointment
) -> None:
    browser = browse("helper")
    assert "How was it?" in browser.open("appointment_detail", visit.pk)
    page = browser.press(
        "outcome_edit", visit.pk, version="1", said="The scan is clear.", decisions="Go on."
    )
    assert "The scan is clear." in page
    assert "What was decided" in page
    visit.refresh_from_db()
    assert visit.status == Status.DONE


def test_before_it_begins_nothing_was_said(browse: Browse, coordinator: Access) -> None:
    ahead = make_appointment(coordinator)
    with pytest.raises(RuleError, match="has not begun yet"):
        keep(coordinator, ahead, "Too early")
    with pytest.raises(RuleError, match="has not begun yet"):
        add_step(coordinator, ahead)
    early = browse("helper").send("step_add", ahead.pk, text="Bone scan")
    assert early.status_code == 422
    assert 'value="Bone scan"' in early.content.decode()


def test_of_two_first_writers_the_second_sees_what_the_first_wrote(
    browse: Browse, visit: Appointment, coordinator: Access, helper: Access
) -> None:
    keep(coordinator, visit, "Mine")
    with pytest.raises(StaleError, match="Ana Ruiz changed this"):
        keep(helper, visit, "Yours")
    fields = {"version": "1", "said": "Yours", "decisions": ""}
    response = browse("helper").send("outcome_edit", visit.pk, **fields)
    assert response.status_code == 409
    assert "Now: Mine" in unescape(response.content.decode())
    assert Outcome.objects.get().said == "Mine"


def test_a_hidden_visit_hides_what_was_said_and_what_comes_next(
    visit: Appointment, coordinator: Access, helper: Access
) -> None:
    keep(coordinator, visit, "Secret")
    step = add_step(coordinator, visit)
    hide(visit, Audience.CLOSE)
    assert not Outcome.objects.visible_to(helper).exists()
    with pytest.raises(Http404):
        selectors.step(helper, step.pk)
    with pytest.raises(Http404):
        keep(helper, visit, "x", version=2)


def test_a_next_step_becomes_a_task_in_two_taps(browse: Browse, visit: Appointment) -> None:
    browser = browse("helper")
    page = browser.press("step_add", visit.pk, text="Fetch the new tablets")
    assert "Make it a task" in page
    step = NextStep.objects.get()
    assert 'value="Fetch the new tablets"' in browser.open("step_task", step.pk)
    browser.press("step_task", step.pk, title="Fetch the new tablets", due_on="", notes="")
    page = browser.open("appointment_detail", visit.pk)
    assert "The task: Fetch the new tablets" in page
    assert "Make it a task" not in page


def test_a_next_step_becomes_a_date_in_two_taps(browse: Browse, visit: Appointment) -> None:
    browser = browse("coordinator")
    browser.press("step_add", visit.pk, text="Bone scan")
    step = NextStep.objects.get()
    assert 'value="Bone scan"' in browser.open("step_date", step.pk)
    browser.press("step_date", step.pk, **appointment_fields(title="Bone scan"))
    assert "The date: Bone scan" in browser.open("appointment_detail", visit.pk)


def test_the_kind_of_that_date_brings_its_seats(
    browse: Browse, visit: Appointment, coordinator: Access
) -> None:
    browser, step = browse("coordinator"), add_step(coordinator, visit)
    headers = {"HX-Request": "true", "HX-Target": "by-kind"}
    url = browser.url("step_date", step.pk) + "?kind=scan"
    piece = browser.client.get(url, headers=headers).content.decode()
    assert re.search(r'value="driver"[^>]*checked', piece)


def test_what_comes_of_a_hidden_visit_is_no_less_hidden(
    browse: Browse, visit: Appointment, coordinator: Access
) -> None:
    one, other = add_step(coordinator, visit), add_step(coordinator, visit)
    hide(visit, Audience.CLOSE)
    browser = browse("coordinator")
    browser.press("step_task", one.pk, title="Secret", due_on="", notes="")
    browser.press("step_date", other.pk, **appointment_fields(title="Secret"))
    assert Task.objects.get().audience == Audience.CLOSE
    assert Appointment.objects.get(title="Secret").audience == Audience.CLOSE


def test_a_task_one_may_not_see_is_not_named(
    visit: Appointment, coordinator: Access, helper: Access, browse: Browse
) -> None:
    step = add_step(coordinator, visit)
    browse("coordinator").press("step_task", step.pk, title="Secret", due_on="", notes="")
    hide(Task.objects.get(), Audience.CLOSE)
    assert selectors.steps_of(helper, visit)[0].task is None
    assert "Secret" not in browse("helper").open("appointment_detail", visit.pk)


def test_a_step_that_is_not_needed_stays_so_until_it_is_brought_back(
    browse: Browse, visit: Appointment, coordinator: Access, helper: Access
) -> None:
    step = add_step(coordinator, visit)
    with pytest.raises(PermissionDenied):
        services.drop_step(helper, step.pk)
    browser = browse("coordinator")
    for _twice in range(2):
        page = browser.press("step_removal", step.pk)
        assert "Not needed" not in page
        assert "Undo" in page
    assert "Not needed" in browser.press("step_restoration", step.pk)


def test_an_empty_step_gets_a_sentence(browse: Browse, visit: Appointment) -> None:
    response = browse("helper").send("step_add", visit.pk, text="")
    assert response.status_code == 422
    assert "Write what comes next." in response.content.decode()


SERIES_OF_DATES = {"repeats": "week", "every": "1", "times": "3"}
SERIES_OF_TASKS = {"due_on": "2026-12-03", "rhythm": "weekly", "times": "3", "notes": ""}


def test_a_next_step_that_comes_back_becomes_as_many_tasks(
    browse: Browse, visit: Appointment, coordinator: Access
) -> None:
    step = add_step(coordinator, visit)
    browse("helper").press("step_task", step.pk, title="Cook", **SERIES_OF_TASKS)
    assert Task.objects.filter(title="Cook").count() == 3
    step.refresh_from_db()
    assert step.task == Task.objects.get(number=1)


def test_all_that_come_of_a_hidden_visit_are_as_hidden_as_the_first(
    browse: Browse, visit: Appointment, coordinator: Access, helper: Access
) -> None:
    one, other = add_step(coordinator, visit), add_step(coordinator, visit)
    hide(visit, Audience.CLOSE)
    browser = browse("coordinator")
    browser.press("step_task", one.pk, title="Secret", **SERIES_OF_TASKS)
    browser.press("step_date", other.pk, **appointment_fields(title="Secret"), **SERIES_OF_DATES)
    assert Task.objects.filter(audience=Audience.CLOSE).count() == 3
    assert Appointment.objects.filter(title="Secret", audience=Audience.CLOSE).count() == 3


def test_a_double_tap_on_what_comes_of_a_hidden_visit_makes_one(
    browse: Browse, visit: Appointment, coordinator: Access
) -> None:
    step = add_step(coordinator, visit)
    hide(visit, Audience.CLOSE)
    fields = {"once": str(uuid4()), "title": "Secret", "due_on": "", "notes": ""}
    browser = browse("coordinator")
    browser.press("step_task", step.pk, **fields)
    browser.press("step_task", step.pk, **fields)
    assert Task.objects.count() == 1
