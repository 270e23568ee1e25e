"""Medicines as people see and press them."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest

from apps.careplan import services
from apps.careplan.kinds import DoseState
from apps.careplan.models import Dose, Medicine, MedicinePause
from apps.careplan.rules import Pause, Rhythm
from apps.circles.access import Access
from tests.careplan.conftest import NOW
from tests.careplan.medicines import EVENING, MORNING, TODAY, make_medicine, rhythm, tick
from tests.careplan.pages import Browser

Browse = Callable[[str], Browser]
SetClock = Callable[[datetime], None]


def fields(**changes: Any) -> dict[str, Any]:
    return {
        "once": str(uuid4()),
        "name": "Letrozole",
        "dose": "1 tablet, 2.5 mg",
        "kind": "daily",
        "time_1": "08:00",
        "starts_on": "2026-11-02",
        "audience": "everyone",
    } | changes


def pressed(**changes: Any) -> dict[str, Any]:
    return {"day": "2026-11-23", "slot": "08:00:00", "state": "taken"} | changes


def test_an_empty_list_says_what_will_be_here_and_helpers_see_no_medicines(browse: Browse) -> None:
    assert "Add a medicine" in browse("patient").open("medicine_list")
    assert "/medicines/" not in browse("helper").open("task_list")
    assert "/medicines/" in browse("coordinator").open("task_list")


def test_a_medicine_is_added_ticked_from_today_and_shown_to_the_other(browse: Browse) -> None:
    page = browse("coordinator").press("medicine_add", **fields())
    assert "It is on the list." in page
    medicine = Medicine.objects.get()
    home = browse("patient")
    assert "Taken: Letrozole, 08:00" in unescape(home.open("today"))
    after = home.press("dose_tick", medicine.pk, **pressed(next=home.url("today")))
    assert "Ticked as taken." in after
    assert "Taken · Mei Chen, today at 09:00" in browse("coordinator").open("today")
    second = browse("coordinator").press("dose_tick", medicine.pk, **pressed())
    assert "Mei Chen ticked this today at 09:00: Taken." in second
    undone = home.press("dose_undo", medicine.pk, Dose.objects.get().pk)
    assert "It is not ticked any more." in undone
    assert not Dose.objects.exists()


def test_the_card_of_the_day_is_a_piece_that_can_be_asked_for_alone(
    browse: Browse, coordinator: Access
) -> None:
    medicine, browser = make_medicine(coordinator), browse("patient")
    headers = {"HX-Request": "true", "HX-Target": "doses"}
    piece = browser.client.get(browser.url("doses_today"), headers=headers).content.decode()
    assert piece.strip().startswith('<section class="card" id="doses"')
    assert "<html" not in piece
    (again,) = re.findall('hx-get="([^"]*)"', browser.open("doses_today"))
    assert browser.client.get(again, headers=headers).status_code == 204  # it shows this already
    swapped = browser.swap("doses", "dose_tick", medicine.pk, **pressed()).content.decode()
    assert "Ticked as taken." in swapped
    assert "Undo: Letrozole" in swapped
    assert browser.client.get(again, headers=headers).status_code == 200


def test_a_missed_dose_never_says_to_take_another(
    browse: Browse, coordinator: Access, set_clock: SetClock
) -> None:
    medicine, browser = make_medicine(coordinator), browse("patient")
    assert "Not ticked" not in browser.open("doses_today")
    set_clock(datetime(2026, 11, 23, 10, 0, tzinfo=UTC))
    page = browser.open("doses_today")
    assert "Not ticked" in page
    assert "Don’t take two at once. The leaflet or your team says what to do." in page
    assert "Ticked as taken late." in browser.press(
        "dose_tick", medicine.pk, **pressed(state="late")
    )
    assert "Don’t take two at once" not in browser.open("doses_today")


def test_each_dose_of_the_last_seven_days_can_be_ticked_from_the_list(
    browse: Browse, coordinator: Access, set_clock: SetClock
) -> None:
    medicine, browser = make_medicine(coordinator, rhythm=rhythm(time(23, 30))), browse("patient")
    set_clock(datetime(2026, 11, 23, 0, 10, tzinfo=UTC))  # no hour has passed yet

    def offered() -> list[str]:
        return re.findall(r'name="day" value="([\d-]+)"', browser.open("medicine_list"))

    days = [f"2026-11-{day}" for day in range(22, 15, -1)]
    assert "Not ticked yesterday" in browser.open("medicine_list")
    assert list(dict.fromkeys(offered())) == ["2026-11-23", *days]
    for day in days:
        ticked = pressed(day=day, slot="23:30:00", next=browser.url("medicine_list"))
        browser.press("dose_tick", medicine.pk, **ticked)
    assert set(offered()) == {"2026-11-23"}


@pytest.mark.parametrize("broken", [{"day": "2026-02-31"}, {"slot": "25:00"}, {"state": "gone"}])
def test_a_press_that_names_no_dose_is_answered_kindly(
    browse: Browse, coordinator: Access, broken: dict[str, str]
) -> None:
    medicine = make_medicine(coordinator)
    page = browse("patient").press("dose_tick", medicine.pk, **pressed(**broken))
    assert "This dose could not be found." in page
    assert not Dose.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": " "}, "Write what it is called."),
        ({"time_1": ""}, "Write at least one time of day."),
        ({"time_2": "08:00"}, "Two of these times are the same."),
        ({"time_1": "8 o’clock"}, "Write it like 14:30."),
        ({"kind": "cycle", "days_on": "0", "days_off": "0"}, "a number of days from 1 to 366"),
        ({"kind": "cycle", "days_on": "21"}, "a number of days from 1 to 366"),
        ({"kind": "cycle", "days_on": "21", "days_off": "9999"}, "from 1 to 366"),
        ({"kind": "every", "every": "1"}, "a number of days from 2 to 366"),
        ({"kind": "weekdays"}, "Choose at least one day of the week."),
        ({"starts_on": "2026-02-31"}, "Choose a day that is in the calendar."),
        ({"starts_on": "2206-11-02"}, "Check the year of this date."),
        ({"ends_on": "2026-11-01"}, "The last day has to be after the first."),
        ({"audience": "only_me"}, "only_me"),
    ],
)
def test_bad_input_gets_a_clear_sentence_and_nothing_is_saved(
    browse: Browse, changes: dict[str, Any], sentence: str
) -> None:
    response = browse("coordinator").send("medicine_add", **fields(**changes))
    assert response.status_code == 422
    assert sentence in unescape(response.content.decode())
    assert not Medicine.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": "21-7"}, "Day 22 of cycle 1: days off"),
        ({"kind": "21-7", "counts_from": "2026-11-22"}, "Day 2 of cycle 1"),
        ({"kind": "cycle", "days_on": "10", "days_off": "4"}, "Day 8 of cycle 2"),
        ({"kind": "weekdays", "weekdays": ["0", "3"]}, "Every Monday and Thursday at 08:00"),
        ({"kind": "28"}, "Next</dt><dd>Monday 30 November"),
        ({"kind": "every", "every": "10"}, "Every 10 days at 08:00"),
        ({"kind": "as_needed", "limit": "as the label says"}, "as the label says"),
    ],
)
def test_each_rhythm_is_shown_as_it_was_chosen_and_is_found_in_the_form_again(
    browse: Browse, changes: dict[str, Any], words: str
) -> None:
    browser = browse("coordinator")
    assert words in browser.press("medicine_add", **fields(**changes))
    form = browser.open("medicine_edit", Medicine.objects.get().pk)
    assert f'<option value="{changes["kind"]}" selected>' in form


def test_a_double_tap_makes_one_medicine_and_one_pause(browse: Browse, coordinator: Access) -> None:
    browser, same = browse("coordinator"), fields()
    for _twice in range(2):
        browser.press("medicine_add", **same)
    medicine = Medicine.objects.get()
    once = {"once": str(uuid4()), "from_on": "2026-11-23", "until_on": "", "reason": "Low counts"}
    for _twice in range(2):
        page = browser.press("pause_add", medicine.pk, **once)
    assert "Paused from Monday 23 November until the team says" in page
    assert "Noted by Ana Ruiz" in page
    assert MedicinePause.objects.count() == 1
    overlapping = browser.send("pause_add", medicine.pk, **once | {"once": str(uuid4())})
    assert overlapping.status_code == 422
    assert "There is a pause in these days already." in overlapping.content.decode()


def test_a_stale_form_is_shown_again_with_what_stands_now(
    browse: Browse, coordinator: Access, patient: Access
) -> None:
    medicine = make_medicine(coordinator)
    browse("patient").press(
        "medicine_edit", medicine.pk, **fields(version=1, dose="2 tablets", time_2="20:00")
    )
    response = browse("coordinator").send(
        "medicine_edit", medicine.pk, **fields(version=1, dose="3 tablets")
    )
    page = unescape(response.content.decode())
    assert response.status_code == 409
    assert "Mei Chen changed this while you were writing." in page
    assert "Now: 2 tablets" in page
    assert "Now: 20:00" in page
    assert 'value="3 tablets"' in page


def test_changed_times_after_a_tick_are_said_to_hold_from_tomorrow(
    browse: Browse, coordinator: Access
) -> None:
    medicine = make_medicine(coordinator)
    tick(coordinator, medicine)
    browser, changed = browse("coordinator"), fields(version=1, time_1="09:00")
    page = browser.press("medicine_edit", medicine.pk, **changed)
    assert "the new times hold from tomorrow" in page
    assert "From Tuesday 24 November" in page
    page = browser.press(
        "medicine_edit", medicine.pk, **changed | {"version": 2, "purpose": "Bones"}
    )
    assert "Bones" in page
    assert "the new times" not in page


def test_what_is_left_and_who_hears_of_it_are_kept(browse: Browse, coordinator: Access) -> None:
    medicine, browser = make_medicine(coordinator), browse("coordinator")
    supply = {"version": 1, "counted": "5", "unit": "tablets", "per_dose": "0.5", "margin_days": 14}
    page = browser.press("supply_count", medicine.pk, **supply)
    assert "5 tablets should be left, going by what was ticked: enough for 10 days" in page
    assert "Reorder by Thursday 19 November" in page
    assert "Reorder</span>" in browser.open("medicine_list")
    assert "does not name the medicine" in browser.press("supply_task", medicine.pk)
    wrong = browser.send("supply_count", medicine.pk, **supply | {"version": 2, "per_dose": "0"})
    assert "One dose has to take something." in wrong.content.decode()
    told = [str(coordinator.membership.pk)]
    page = browser.press("watch_edit", medicine.pk, version=1, told=told, after_minutes="120")
    assert "When it is not ticked</dt><dd>Ana Ruiz" in page
    smuggled = browser.send(
        "watch_edit", medicine.pk, version=2, told=[str(uuid4())], after_minutes="120"
    )
    assert smuggled.status_code == 422


def test_the_list_for_the_doctor_counts_what_was_really_taken_and_gives_no_advice(
    browse: Browse, coordinator: Access, set_clock: SetClock
) -> None:
    medicine = make_medicine(coordinator, rhythm=rhythm(MORNING, EVENING))
    make_medicine(coordinator, name="Paracetamol", rhythm=Rhythm(TODAY))
    for days in (1, 2, 3):
        tick(coordinator, medicine, day=TODAY - timedelta(days=days))
    tick(coordinator, medicine, day=TODAY - timedelta(days=4), state=DoseState.SKIPPED)
    page = browse("patient").open("medicine_sheet")
    assert "3 of 42" in page  # two a day for three weeks
    assert "0 times" in page
    Dose.objects.create(
        circle=coordinator.circle,
        author=coordinator.membership,
        medicine=medicine,
        day=TODAY - timedelta(days=1),  # when it was for when needed
        state=DoseState.TAKEN,
        ticked_at=NOW,
    )
    paused = Pause(TODAY - timedelta(days=2), TODAY - timedelta(days=2))
    services.add_pause(coordinator, medicine_id=medicine.pk, pause_id=uuid4(), pause=paused)
    assert "2 of 40" in browse("patient").open("medicine_sheet")
    assert "It gives no advice on doses and does not check what goes together" in page
