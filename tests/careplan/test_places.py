"""The way to an appointment, what its kind brings along, and two at one time."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from html import unescape
from typing import Any

import pytest

from apps.careplan import rules, selectors, services, wording
from apps.careplan.kinds import AppointmentKind, SeatKind, Status
from apps.careplan.models import Appointment
from apps.careplan.reminding import AppointmentSubject
from apps.careplan.rules import KIND_DEFAULTS, When
from apps.circles.access import Access
from apps.circles.kinds import Audience
from apps.core.errors import RuleError
from apps.reminders.kinds import Kind
from apps.reminders.recipients import Recipient
from apps.reminders.subjects import Ask
from tests.careplan.conftest import NOW
from tests.careplan.drafts import make_appointment, when
from tests.careplan.pages import Browser, appointment_fields
from tests.careplan.test_selectors import hide

Browse = Callable[[str], Browser]
HOSPITAL = {
    "address": "12 Hill Road, London",
    "phone": "020 7946 0101 ext 4",
    "travel_minutes": "40",
}


@pytest.mark.parametrize(
    ("at", "minutes", "words"),
    [
        (when(at=time(10, 30)), 40, "Leave at 09:50"),
        (when(at=time(0, 30)), 40, "Leave on Monday at 23:50"),
        (when(at=time(10, 30)), None, ""),
        (when(at=time(10, 30)), 0, ""),
        (when(at=None), 40, ""),
        # The clocks go forward at one: two hours before three is midnight.
        (when(date(2027, 3, 28), time(3, 0)), 120, "Leave at 00:00"),
    ],
)
def test_when_to_leave_is_the_start_less_the_way(at: When, minutes: int | None, words: str) -> None:
    assert wording.leave_words(at, minutes) == words


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("020 7946 0101", "02079460101"),
        ("+44 (20) 7946-0101", "+442079460101"),
        ("+44 (0)20 7946 0101", "+442079460101"),
        ("+39 (0)6 1234 5678", "+390612345678"),  # where the 0 is dialled too
        ("+999 1234567", "+9991234567"),
        ("020 7946 0101 ext 4", "02079460101"),
        ("ask the desk", ""),
        ("15", "15"),
        ("1", ""),
        ("", ""),
    ],
)
def test_a_number_is_dialled_as_it_is_written(written: str, dialled: str) -> None:
    assert rules.dial(written) == dialled


def test_a_map_opens_at_the_link_or_at_the_address() -> None:
    address = "12 Hill Road & Park"
    assert rules.map_url(address, "") == (
        "https://www.openstreetmap.org/search?query=12+Hill+Road+%26+Park"
    )
    assert rules.map_url(address, "https://maps.example/x") == "https://maps.example/x"
    assert rules.map_url("", "") == ""


def test_every_kind_has_its_usual_length_and_a_hint() -> None:
    assert set(KIND_DEFAULTS) == set(AppointmentKind)
    assert all(kind.hint for kind in AppointmentKind)


def test_the_page_shows_the_way_the_number_and_when_to_leave(browse: Browse) -> None:
    page = browse("coordinator").press("appointment_add", **appointment_fields(**HOSPITAL))
    assert "Leave at 09:50" in page
    assert "40 minutes on the way" in page
    assert 'href="tel:02079460101"' in page
    assert 'href="https://www.openstreetmap.org/search?query=12+Hill+Road%2C+London"' in page


def test_a_call_has_a_link_and_no_map(browse: Browse) -> None:
    fields = appointment_fields(kind="call", call_link="https://meet.example/abc", address="Home")
    page = browse("coordinator").press("appointment_add", **fields)
    assert 'href="https://meet.example/abc"' in page
    assert "openstreetmap" not in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"travel_minutes": "2000"}, "That is more than a day on the way."),
        ({"travel_minutes": "-5"}, "Write the minutes as a number"),
        ({"travel_minutes": "soon"}, "Write the minutes as a number"),
        ({"map_link": "my map"}, "This is not a link."),
        ({"call_link": "javascript:alert(1)"}, "This is not a link."),
        ({"phone": "ask the desk"}, "Write the number with digits"),
    ],
)
def test_a_way_that_cannot_be_is_answered_beside_its_field(
    browse: Browse, changes: dict[str, Any], sentence: str
) -> None:
    response = browse("coordinator").send("appointment_add", **appointment_fields(**changes))
    assert response.status_code == 422
    page = unescape(response.content.decode())
    assert sentence in page
    assert '<details class="more" open' in page
    assert not Appointment.objects.exists()


def test_choosing_a_kind_brings_its_hint_and_its_seats_also_for_one_booked_again(
    browse: Browse, coordinator: Access
) -> None:
    browser = browse("coordinator")
    before = make_appointment(coordinator, kind=AppointmentKind.SCAN, seats=frozenset())
    headers = {"HX-Request": "true", "HX-Target": "by-kind"}
    for query in ("?kind=clinic", f"?again={before.pk}&kind=clinic"):
        url = browser.url("appointment_add") + query
        piece = unescape(browser.client.get(url, headers=headers).content.decode())
        assert piece.strip().startswith('<div class="form" id="by-kind">')
        assert "Often useful: your questions" in piece
        assert piece.count("checked") == 2
    seats = re.findall(r'<input[^>]*name="seats"[^>]*>', browser.open("appointment_add"))
    assert seats
    assert 'hx-swap="outerHTML"' in browser.open("appointment_add")
    assert not any("checked" in seat for seat in seats)


def test_a_driver_and_the_patient_are_told_when_to_leave(
    coordinator: Access, helper: Access, patient: Access
) -> None:
    row = make_appointment(coordinator, travel_minutes=40)
    services.offer_for_seat(helper, row.pk, SeatKind.DRIVER)

    def lines(access: Access) -> tuple[str, ...]:
        asked = Ask(Kind.DUE, row.pk, 0, Recipient.member(access.membership.pk), NOW)
        return AppointmentSubject().message(asked).lines

    assert "Leave at 09:50." in lines(helper)
    assert "Leave at 09:50." in lines(patient)
    assert "Leave at 09:50." not in lines(coordinator)


def test_two_at_one_time_are_asked_about_once(browse: Browse, coordinator: Access) -> None:
    make_appointment(coordinator, title="CT scan")
    browser, fields = browse("coordinator"), appointment_fields(time="11:00")
    response = browser.send("appointment_add", **fields)
    assert response.status_code == 422
    page = unescape(response.content.decode())
    assert "This overlaps with CT scan, Tuesday 24 November, 10:30." in page
    assert "Save all the same" in page
    browser.press("appointment_add", **fields, overlap="on")
    assert Appointment.objects.count() == 2


def test_moving_into_another_is_asked_about_and_staying_put_is_not(
    browse: Browse, coordinator: Access
) -> None:
    make_appointment(coordinator, title="CT scan")
    row = make_appointment(coordinator, when=when(at=time(14)))
    browser, fields = browse("coordinator"), appointment_fields(version="1", time="10:00")
    assert browser.send("appointment_edit", row.pk, **fields).status_code == 422
    fields |= {"time": "14:00", "place": "Clinic 9"}
    assert browser.send("appointment_edit", row.pk, **fields).status_code == 302


def test_what_a_reader_may_not_see_leaves_no_hint(cast: Any, coordinator: Access) -> None:
    close = make_appointment(coordinator, title="Secret")
    hide(close, Audience.CLOSE)
    assert selectors.overlapping(coordinator, [when()]) == [close]
    helper = cast.access(cast.helper)
    assert selectors.overlapping(helper, [when()]) == []


@pytest.mark.parametrize(
    "stands",
    [{"when": when(at=time(11, 30))}, {"when": when(at=None)}, {"when": when(date(2026, 11, 25))}],
)
def test_what_only_touches_or_has_no_time_does_not_overlap(
    coordinator: Access, stands: dict[str, When]
) -> None:
    make_appointment(coordinator, **stands)
    assert selectors.overlapping(coordinator, [when()]) == []
    assert not rules.overlap(when(), stands["when"])


def test_what_was_missed_is_said_without_blame_and_can_be_booked_again(
    browse: Browse, coordinator: Access, set_clock: Callable[[datetime], None]
) -> None:
    row = make_appointment(coordinator, title="CT scan", address="12 Hill Road")
    browser = browse("coordinator")
    with pytest.raises(RuleError, match="has not passed yet"):
        services.close_appointment(coordinator, row.pk, Status.MISSED)
    set_clock(NOW + timedelta(days=2))
    page = browser.press("appointment_missed", row.pk)
    assert "You did not get there this time" in page
    assert "Book it again" in page
    form = browser.open("appointment_add", query=f"?again={row.pk}")
    assert 'value="12 Hill Road"' in form
    assert 'value="2026-11-24"' not in form
    assert "It is back in the plan." in browser.press("appointment_restoration", row.pk)
    row.refresh_from_db()
    assert row.status == Status.DONE


def test_only_what_one_may_see_can_be_booked_again(browse: Browse) -> None:
    browser = browse("coordinator")
    for again in ("x", "e89141ee-e680-4696-8af1-7eb4ba854dad"):
        assert (
            browser.client.get(browser.url("appointment_add") + f"?again={again}").status_code
            == 404
        )
