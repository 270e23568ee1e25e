"""Lines of treatment and the care team: what is kept, shown and refused."""

from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.careplan import services
from apps.careplan.models import TeamMember, Treatment
from apps.circles.access import Access
from apps.circles.models import Receipt
from tests.careplan.medicines import make_medicine, rhythm, team_draft, treatment_draft
from tests.careplan.pages import Browser

Browse = Callable[[str], Browser]
QUERIES = 12


def treatment(**changes: Any) -> dict[str, Any]:
    return {
        "once": str(uuid4()),
        "kind": "chemo",
        "name": "First chemo",
        "starts_on": "2026-09-07",
        "audience": "everyone",
    } | changes


def entry(**changes: Any) -> dict[str, Any]:
    return {"once": str(uuid4()), "name": "Chemo line", "phone": "020 7946 0000"} | changes


def test_the_timeline_says_what_is_over_what_is_now_and_why_it_ended(browse: Browse) -> None:
    browser = browse("coordinator")
    assert "Add a treatment" in browser.open("treatment_list")
    browser.press("treatment_add", **treatment(cycles="6", cycle_now="4"))
    ended = treatment(
        kind="surgery",
        name="The operation",
        starts_on="2025-01-10",
        ends_on="2025-01-10",
        end_reason="It was done in one day",
    )
    browser.press("treatment_add", **ended)
    browser.press("treatment_add", **treatment(name="Radiotherapy", starts_on="2027-01-04"))
    page = browse("helper").open("treatment_list")
    names = [page.index(name) for name in ("Radiotherapy</a>", "First chemo", "The operation")]
    assert names == sorted(names)
    assert "Cycle 4 of 6" in page
    assert "It was done in one day" in page
    assert "Since 7 September 2026" in page
    assert "From 4 January 2027" in page


def test_the_cycle_of_a_medicine_is_shown_only_to_who_may_see_medicines(
    browse: Browse, coordinator: Access
) -> None:
    medicine = make_medicine(coordinator, name="Capsules", rhythm=rhythm(days_on=14, days_off=7))
    linked = treatment(medicine=str(medicine.pk), cycles="8")
    page = browse("coordinator").press("treatment_add", **linked)
    assert "Cycle 2 of 8" in page
    assert "Day 1 of cycle 2" in page
    for name in ("treatment_list", "treatment_detail"):
        ids = [Treatment.objects.get().pk] if name == "treatment_detail" else []
        page = browse("helper").open(name, *ids)
        assert "8 cycles planned" in page
        assert "Day 1" not in page
        assert "Capsules" not in page


def test_a_medicine_that_was_taken_off_the_list_is_followed_no_more_and_can_be_unlinked(
    browse: Browse, coordinator: Access
) -> None:
    medicine = make_medicine(coordinator, name="Capsules", rhythm=rhythm(days_on=14, days_off=7))
    row = services.add_treatment(
        coordinator, treatment_id=uuid4(), draft=treatment_draft(medicine_id=medicine.pk)
    )
    services.withdraw_medicine(coordinator, medicine.pk)
    browser = browse("coordinator")
    assert "Day 1" not in browser.open("treatment_detail", row.pk)
    assert "Capsules" in browser.open("treatment_edit", row.pk)
    browser.press("treatment_edit", row.pk, **treatment(version="1", medicine=""))
    assert Treatment.objects.get().medicine is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": " "}, "Write what you call it."),
        ({"kind": ""}, "Choose what kind it is."),
        ({"starts_on": "2026-02-31"}, "Choose a day that is in the calendar."),
        ({"ends_on": "2026-09-06"}, "The last day has to be after the first."),
        ({"cycles": "0"}, "a number of cycles from 1 to 200"),
        ({"cycles": "9999"}, "a number of cycles from 1 to 200"),
        ({"cycles": "4", "cycle_now": "5"}, "This is more than are planned."),
    ],
)
def test_bad_input_gets_a_clear_sentence_and_nothing_is_saved(
    browse: Browse, changes: dict[str, Any], sentence: str
) -> None:
    response = browse("coordinator").send("treatment_add", **treatment(**changes))
    assert response.status_code == 422
    assert sentence in unescape(response.content.decode())
    assert not Treatment.objects.exists()


def test_emergency_help_stands_before_every_number_of_the_team(browse: Browse) -> None:
    browser = browse("coordinator")
    assert "No number is written down" in browser.open("team")
    browser.press("team_add", **entry(day_and_night="on", worries=["fever"]))
    browser.press(
        "team_add",
        **entry(
            name="Nurse Kim", phone="+44 (0)20 7946 0001", worries=["medicines"], own_worry="Hair"
        ),
    )
    page = browse("helper").open("team")
    order = [
        "Call 999",
        "When to call now",
        "Chemo line",
        "Which number for which worry",
        "Everyone",
    ]
    places = [page.index(word) for word in order]
    assert places == sorted(places)
    assert 'href="tel:02079460000"' in page
    assert 'href="tel:+442079460001"' in page
    assert "Day and night" in page
    assert "Fever, or feeling suddenly ill" in page
    assert "Hair" in page
    assert "Waiting for results" not in page


@pytest.mark.parametrize("phone", ["call me", "1", "0" * 20, "javascript:alert(1)"])
def test_what_is_no_phone_number_is_refused(browse: Browse, phone: str) -> None:
    response = browse("coordinator").send("team_add", **entry(phone=phone))
    assert response.status_code == 422
    assert "This is not a phone number." in response.content.decode()
    assert not TeamMember.objects.exists()


def test_a_line_open_day_and_night_needs_its_number(browse: Browse) -> None:
    response = browse("coordinator").send("team_add", **entry(phone="", day_and_night="on"))
    assert "Write the number of the line." in response.content.decode()


@pytest.mark.parametrize("noun", ["treatment", "team"])
def test_stale_forms_double_taps_and_undo_are_as_everywhere(
    browse: Browse, coordinator: Access, noun: str
) -> None:
    model: Any = {"treatment": Treatment, "team": TeamMember}[noun]
    browser, same = browse("coordinator"), {"treatment": treatment, "team": entry}[noun]()
    for _twice in range(2):
        browser.press(f"{noun}_add", **same)
    row = model.objects.get()
    browse("patient").press(f"{noun}_edit", row.pk, **same | {"version": 1, "name": "Another"})
    response = browser.send(f"{noun}_edit", row.pk, **same | {"version": 1, "name": "Mine"})
    assert response.status_code == 409
    assert "Now: Another" in response.content.decode()
    assert "Taken off the list by Ana Ruiz" in browser.press(f"{noun}_withdrawal", row.pk)
    late = browser.send(f"{noun}_edit", row.pk, **same | {"version": 2, "name": "Mine"})
    assert late.status_code == 409
    assert 'value="Mine"' in late.content.decode()
    listed = browser.open({"treatment": "treatment_list", "team": "team"}[noun])
    assert "Another" not in listed
    assert "It is back on the list." in browser.press(f"{noun}_restoration", row.pk)
    subject = {"treatment": "treatment", "team": "team_member"}[noun]
    actions = list(Receipt.objects.filter(subject=subject).values_list("action", flat=True))
    assert actions == ["added", "changed", "cancelled", "restored"]


def test_pages_cost_the_same_however_much_there_is(browse: Browse, coordinator: Access) -> None:
    browser, medicine = browse("coordinator"), make_medicine(coordinator)

    def add() -> None:
        draft = treatment_draft(medicine_id=medicine.pk)
        services.add_treatment(coordinator, treatment_id=uuid4(), draft=draft)
        services.add_team_member(coordinator, member_id=uuid4(), draft=team_draft())

    def costs() -> list[int]:
        found = []
        for name in ("treatment_list", "team"):
            with CaptureQueriesContext(connection) as queries:
                browser.open(name)
            found.append(len(queries))
        return found

    add()
    costs()
    few = costs()
    for _more in range(20):
        add()
    assert costs() == few
    assert max(few) <= QUERIES
