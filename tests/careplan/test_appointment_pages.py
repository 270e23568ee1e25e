"""The plan's dates as people see and press them."""

from collections.abc import Callable
from html import unescape
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.careplan import selectors, services
from apps.careplan.kinds import Answer, AppointmentKind, SeatKind
from apps.careplan.models import Appointment
from apps.circles.access import Access
from tests.careplan.conftest import NOW
from tests.careplan.drafts import make_appointment, make_task, when
from tests.careplan.pages import Browser, appointment_fields
from tests.careplan.test_appointments import BOTH
from tests.people import Cast

Browse = Callable[[str], Browser]


def test_an_empty_plan_says_what_will_be_here_and_offers_the_first_step(browse: Browse) -> None:
    page = browse("coordinator").open("plan")
    assert "No date is coming up" in page
    assert "Add an appointment" in page
    helper = browse("helper").open("plan")
    assert "No date is coming up" in helper
    assert "Add an appointment" not in helper
    assert "Nothing here yet" in browse("helper").open("plan_earlier")


def test_the_agenda_shows_who_drives_and_what_is_missing(
    browse: Browse, coordinator: Access, helper: Access
) -> None:
    row = make_appointment(coordinator, seats=BOTH, title="CT scan")
    services.offer_for_seat(helper, row.pk, SeatKind.DRIVER)
    services.set_attendance(helper, row.pk, Answer.YES)
    page = browse("coordinator").open("plan")
    for words in (
        "CT scan",
        "10:30",
        "St Mary’s",
        "Jun Cole is driving",
        "Confirmed",
        "Needs company",
    ):
        assert words in page
    assert "You are driving" in browse("helper").open("plan")


def test_a_follower_is_led_to_the_tasks(browse: Browse) -> None:
    browser = browse("follower")
    response = browser.client.get(browser.url("plan"))
    assert response["Location"] == browser.url("task_list")


def test_without_plan_and_tasks_the_plan_is_closed(
    cast: Cast, browse: Browse, follower: Access
) -> None:
    follower.membership.levels["tasks"] = 0
    follower.membership.save()
    browser = browse("follower")
    assert browser.client.get(browser.url("plan")).status_code == 403


def test_pressing_ill_drive_takes_the_seat_and_shows_it(
    browse: Browse, coordinator: Access
) -> None:
    row = make_appointment(coordinator)
    browser = browse("helper")
    assert "I’ll drive" in browser.open("appointment_detail", row.pk)
    page = browser.press("seat_offer", row.pk, "driver")
    assert "Thank you. You are driving." in page
    assert "Give back" in page
    assert "The place is free again." in browser.press("seat_release", row.pk, "driver")


def test_pressing_too_late_is_answered_kindly(
    browse: Browse, coordinator: Access, patient: Access
) -> None:
    row = make_appointment(coordinator)
    services.offer_for_seat(patient, row.pk, SeatKind.DRIVER)
    page = browse("helper").press("seat_offer", row.pk, "driver")
    assert "Mei Chen was a moment faster and has this place." in page


def test_a_seat_there_is_none_of_is_not_found(browse: Browse, coordinator: Access) -> None:
    row = make_appointment(coordinator)
    assert browse("helper").send("seat_offer", row.pk, "throne").status_code == 404


def test_htmx_gets_the_piece_and_says_what_was_done(browse: Browse, coordinator: Access) -> None:
    row = make_appointment(coordinator)
    response = browse("helper").swap("appointment", "seat_offer", row.pk, "driver")
    piece = response.content.decode()
    assert response.status_code == 200
    assert piece.strip().startswith('<div class="split split--detail" id="appointment"')
    assert "<html" not in piece
    assert 'id="status" hx-swap-oob' in piece
    assert "Thank you. You are driving." in piece
    taken = browse("coordinator").swap("appointment", "seat_offer", row.pk, "driver")
    refusal = '<p data-kind="warns">Jun Cole was a moment faster'
    assert refusal in taken.content.decode()
    assert "data-kind" not in piece


def test_htmx_from_another_page_is_led_back_there(browse: Browse, coordinator: Access) -> None:
    row, browser = make_appointment(coordinator), browse("helper")
    response = browser.swap("next", "seat_offer", row.pk, "driver", next=browser.url("today"))
    assert response["HX-Redirect"] == browser.url("today")


def test_a_press_leads_back_to_the_page_it_came_from_and_nowhere_else(
    browse: Browse, coordinator: Access
) -> None:
    row, browser = make_appointment(coordinator), browse("helper")
    today = browser.url("today")
    back = browser.send("attendance", row.pk, answer="yes", next=today)
    assert back["Location"] == today
    for elsewhere in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        response = browser.send("attendance", row.pk, answer="no", next=elsewhere)
        assert response["Location"] == row.get_absolute_url()


def test_an_answer_is_asked_for_shown_and_can_be_changed(
    browse: Browse, coordinator: Access
) -> None:
    row, browser = make_appointment(coordinator), browse("helper")
    assert "Will you be there?" in browser.open("appointment_detail", row.pk)
    assert "You said you will be there." in browser.press("attendance", row.pk, answer="yes")
    assert "You said you can’t come." in browser.press("attendance", row.pk, answer="no")
    assert "Can’t come" in browse("coordinator").open("appointment_detail", row.pk)
    page = browser.press("attendance", row.pk, answer="perhaps")
    assert "Choose one of the answers." in page


def test_cancelling_shows_who_and_when_with_undo(browse: Browse, coordinator: Access) -> None:
    row, browser = make_appointment(coordinator, title="CT scan"), browse("coordinator")
    page = browser.press("appointment_cancellation", row.pk)
    assert "Cancelled by Ana Ruiz, today at 09:00" in page
    assert "Undo" in page
    assert "CT scan" not in browser.open("plan")
    assert "Cancelled" in browser.open("plan_earlier")
    helper = browse("helper").open("appointment_detail", row.pk)
    assert "Undo" not in helper
    restored = browser.press("appointment_restoration", row.pk)
    assert "It is back in the plan." in restored
    assert "CT scan" in browser.open("plan")


def test_what_is_said_after_adding_and_moving_is_what_happens(browse: Browse) -> None:
    browser = browse("coordinator")
    ahead = browser.press("appointment_add", **appointment_fields())
    assert "Whoever it concerns is reminded." in ahead
    begun = browser.press("appointment_add", **appointment_fields(date="2026-11-23", time="08:30"))
    assert "It has begun already, so nobody is reminded of it." in begun
    row = Appointment.objects.get(starts_at__gt=NOW)
    past = appointment_fields(version=1, date="2026-11-20", record="on")
    assert "hears of the new one" in browser.press("appointment_edit", row.pk, **past)
    longer_past = appointment_fields(version=2, date="2026-11-19", record="on")
    page = browser.press("appointment_edit", row.pk, **longer_past)
    assert "Saved." in page
    assert "hears of the new one" not in page


def test_of_what_is_over_one_notes_that_it_did_not_happen_and_nobody_is_told(
    browse: Browse, coordinator: Access
) -> None:
    row = make_appointment(coordinator, when=when(when().day.replace(day=2)))
    browser = browse("coordinator")
    page = browser.open("appointment_detail", row.pk)
    assert "Cancel this" not in page
    assert "It did not happen" in page
    page = browser.press("appointment_cancellation", row.pk)
    assert "Its time has come, so nobody is told." in page


def test_who_signed_in_on_the_way_to_a_step_is_asked_to_press_once_more(
    browse: Browse, coordinator: Access
) -> None:
    row, task, browser = make_appointment(coordinator), make_task(coordinator), browse("helper")
    for name, thing, *more in (("seat_offer", row, "driver"), ("task_claim", task)):
        url = browser.url(name, thing.pk, *more)
        response = browser.client.get(url, follow=True)
        assert response.redirect_chain == [(thing.get_absolute_url(), 302)]
        assert "This is not done yet. Please press it once more." in response.content.decode()


def test_a_page_key_that_names_no_moment_there_is_gives_the_first_page(browse: Browse) -> None:
    for moment in ("0001-01-01T00:00:00%2B23:59", "9999-12-31T23:59:59-23:59", "soon"):
        page = browse("helper").open("plan", query=f"?after={moment}~{UUID(int=1)}")
        assert "No date is coming up" in page


def test_only_who_may_edit_sees_the_way_to(browse: Browse, coordinator: Access) -> None:
    row = make_appointment(coordinator)
    page = browse("helper").open("appointment_detail", row.pk)
    for name in ("appointment_edit", "appointment_cancellation"):
        url = browse("helper").url(name, row.pk)
        assert url not in page
        assert url in browse("coordinator").open("appointment_detail", row.pk)


@pytest.mark.parametrize("kind", AppointmentKind)
def test_without_a_title_the_kind_names_it(
    browse: Browse, coordinator: Access, kind: AppointmentKind
) -> None:
    row = make_appointment(coordinator, kind=kind)
    page = unescape(browse("helper").open("appointment_detail", row.pk))
    assert f"<h1>{kind.default_title}</h1>" in page


def test_later_dates_are_one_press_away(
    browse: Browse, coordinator: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("apps.careplan.selectors.dates.PAGE_SIZE", 1)
    for title in ("first", "second"):
        make_appointment(coordinator, title=title)
        make_appointment(coordinator, title=f"old {title}", when=when(when().day.replace(day=2)))
    browser = browse("helper")
    for name, key in (("plan", "after"), ("plan_earlier", "before")):
        page = browser.open(name)
        assert f"?{key}=" in page
        link = page.split(f"?{key}=")[1].split('"')[0]
        more = browser.open(name, query=f"?{key}={link}")
        assert ("first" in page) != ("first" in more)
        assert f"?{key}=" not in more


def test_the_pages_cost_the_same_however_much_is_planned(
    browse: Browse, coordinator: Access, helper: Access
) -> None:
    browser = browse("helper")

    def cost(name: str, *args: object) -> int:
        browser.open(name, *args)  # the day's first read receipt
        with CaptureQueriesContext(connection) as caught:
            browser.open(name, *args)
        return len(caught)

    def costs(row: Appointment) -> list[int]:
        pages = ("plan", "plan_earlier", "task_list")
        return [*(cost(name) for name in pages), cost("appointment_detail", row.pk)]

    def fill() -> Appointment:
        row = make_appointment(coordinator, seats=BOTH)
        services.offer_for_seat(helper, row.pk, SeatKind.DRIVER)
        services.set_attendance(helper, row.pk, Answer.YES)
        make_appointment(coordinator, when=when(when().day.replace(day=2)))
        services.claim_task(helper, make_task(coordinator).pk)
        services.complete_task(helper, make_task(coordinator).pk)
        return row

    first = fill()
    once = costs(first)
    for _more in range(2):
        fill()
    assert costs(first) == once
    assert max(once) <= 12
    assert len(selectors.upcoming_appointments(helper).items) == 3
