"""Adding and changing an appointment by form: good input, bad input, and what is typed is never lost."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest

from apps.careplan import services
from apps.careplan.kinds import SeatKind, Status
from apps.careplan.models import Appointment
from apps.careplan.rules import When
from apps.circles.access import Access
from apps.circles.models import Receipt
from apps.reminders.models import Reminder
from tests.careplan.conftest import NOW
from tests.careplan.drafts import make_appointment, when
from tests.careplan.pages import Browser, appointment_fields
from tests.careplan.test_appointments import edit

Browse = Callable[[str], Browser]
LONG = "药😀" * 5000


def refuse(browser: Browser, **changes: Any) -> str:
    """Send the form with something wrong in it; the page that comes back, with nothing saved."""
    response = browser.send("appointment_add", **appointment_fields(**changes))
    assert response.status_code == 422
    assert not Appointment.objects.exists()
    return unescape(response.content.decode())


def test_one_post_of_six_fields_makes_an_appointment(browse: Browse) -> None:
    page = browse("coordinator").press(
        "appointment_add",
        kind="clinic",
        date="2026-11-24",
        time="",
        place="",
        preparation="",
        zone="Europe/London",
    )
    assert "Clinic visit" in page
    assert "time not known yet" in page
    row = Appointment.objects.get()
    assert not row.time_known
    assert row.over_at == datetime(2026, 11, 25, tzinfo=UTC)


def test_the_form_offers_the_circles_zone_and_hides_what_few_need(browse: Browse) -> None:
    page = browse("coordinator").open("appointment_add")
    assert '<option value="Europe/London" selected>' in page
    assert "<details" in page
    assert "<details open" not in page.replace('class="more" ', "")
    assert "keep it as a record" not in page


def test_a_place_far_away_has_its_own_time(browse: Browse) -> None:
    fields = appointment_fields(zone="America/New_York", ends="11:00", title="Second opinion")
    page = browse("coordinator").press("appointment_add", **fields)
    assert Appointment.objects.get().starts_at == datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
    assert "10:30 to 11:00" in page
    assert "In the time of New York. That is 15:30 where you are." in page


def test_a_double_tap_makes_one_appointment_and_one_set_of_reminders(browse: Browse) -> None:
    browser, fields = browse("coordinator"), appointment_fields()
    first = browser.send("appointment_add", **fields)
    reminders = Reminder.objects.count()
    again = browser.send("appointment_add", **fields)
    assert first["Location"] == again["Location"]
    assert Appointment.objects.count() == 1
    assert Receipt.objects.filter(action="added", subject="appointment").count() == 1
    assert Reminder.objects.count() == reminders > 0


def test_a_past_date_is_asked_about_once_and_then_kept_as_a_record(browse: Browse) -> None:
    browser, fields = browse("coordinator"), appointment_fields(date="2026-11-02")
    page = refuse(browser, **fields)
    assert "This has passed." in page
    assert "keep it as a record" in page
    browser.press("appointment_add", **fields, record="on")
    assert Appointment.objects.get().status == Status.DONE
    assert not Reminder.objects.filter(subject="appointment").exists()


def test_earlier_today_has_not_passed_before_it_is_over(browse: Browse) -> None:
    browse("coordinator").press(
        "appointment_add", **appointment_fields(date="2026-11-23", time="08:30")
    )
    assert Appointment.objects.get().status == Status.PLANNED


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": ""}, "Choose what it is."),
        ({"date": ""}, "Choose the date."),
        ({"date": "2026-02-31"}, "Choose a day that is in the calendar."),
        ({"date": "0026-11-24"}, "Check the year"),
        ({"date": "9999-12-31"}, "Check the year"),
        ({"time": "25:61"}, "This is not a time of day."),
        ({"ends": "10:30"}, "The end has to be after the start."),
        ({"ends": "09:00"}, "The end has to be after the start."),
        ({"time": "", "ends": "11:00"}, "Write when it starts as well"),
        (
            {"date": "2027-03-28", "time": "01:30"},
            "There is no 01:30 on Sunday 28 March 2027: the clocks go forward over it.",
        ),
        (
            {"date": "2027-10-31", "time": "01:30"},
            "01:30 comes twice on Sunday 31 October 2027, because the clocks go back.",
        ),
        ({"date": "2027-03-28", "time": "00:30", "ends": "01:30"}, "There is no 01:30"),
        ({"zone": "Mars/Olympus"}, "Select a valid choice"),
        ({"seats": ["throne"]}, "Select a valid choice"),
        ({"preparation": "x" * 12_001}, "This text is too long: 12001 characters."),
        ({"title": "x" * 121}, "at most 120 characters"),
    ],
)
def test_bad_input_gets_a_clear_sentence_and_nothing_is_saved(
    browse: Browse, changes: dict[str, Any], sentence: str
) -> None:
    page = refuse(browse("coordinator"), place="Where I typed it", **changes)
    assert sentence in page
    assert "Where I typed it" in page


def test_an_error_under_more_opens_it(browse: Browse) -> None:
    assert '<details class="more" open' in refuse(browse("coordinator"), ends="09:00")


def test_emoji_chinese_and_long_notes_are_kept_as_typed(browse: Browse) -> None:
    fields = appointment_fields(
        title="复查 🩺", preparation=f"{LONG}\r\nZeile", place="北京协和医院"
    )
    page = browse("coordinator").press("appointment_add", **fields)
    row = Appointment.objects.get()
    assert row.preparation == f"{LONG}\nZeile"
    assert "复查 🩺" in page
    assert LONG in page


def test_what_is_typed_is_shown_as_text_and_never_as_code(browse: Browse) -> None:
    page = browse("coordinator").press(
        "appointment_add", **appointment_fields(title="<script>alert(1)</script>")
    )
    assert "<script>alert" not in page


def test_the_form_to_change_shows_the_appointment_as_it_stands(
    browse: Browse, coordinator: Access
) -> None:
    row = make_appointment(coordinator, title="CT", when=when(zone="America/New_York"))
    page = browse("coordinator").open("appointment_edit", row.pk)
    assert 'value="2026-11-24"' in page
    assert 'value="10:30"' in page
    assert '<option value="America/New_York" selected>' in page
    assert '<details class="more" open' in page


def change(row: Appointment, **changes: Any) -> dict[str, Any]:
    return appointment_fields(version=row.version, **changes)


def test_saving_moves_the_appointment_and_its_reminders(
    browse: Browse, coordinator: Access
) -> None:
    row = make_appointment(coordinator)
    page = browse("coordinator").press(
        "appointment_edit", row.pk, **change(row, date="2026-12-01", time="14:00")
    )
    assert "Tuesday 1 December, 14:00" in page
    assert "Whoever was told of the old time hears of the new one." in page
    row.refresh_from_db()
    assert (row.moves, row.version) == (1, 2)
    ahead = Reminder.objects.filter(subject_id=row.pk, state="pending")
    assert set(ahead.values_list("occurrence", flat=True)) == {1}


def test_a_stale_form_is_shown_again_with_what_stands_now_and_saves_knowingly(
    browse: Browse, coordinator: Access, patient: Access
) -> None:
    row = make_appointment(coordinator, seats=frozenset(SeatKind))
    edit(patient, row, place="Clinic 3", when=when(at=None))
    browser = browse("coordinator")
    typed = change(row, place="Clinic 9", preparation="Bring the letter", kind="clinic")
    response = browser.send("appointment_edit", row.pk, **typed)
    page = unescape(response.content.decode())
    assert response.status_code == 409
    assert "Mei Chen changed this while you were writing. Nothing is saved yet." in page
    for words in (
        "Now: Clinic 3",
        "Now: not known yet",
        "Now: nothing",
        "Now: Scan",
        "Now: Someone to drive, Someone to come along",
    ):
        assert words in page
    assert page.count("Now: ") == 5
    for kept in (
        'value="Clinic 9"',
        "Bring the letter",
        'value="10:30"',
        '<option value="clinic" selected>',
    ):
        assert kept in page
    row.refresh_from_db()
    assert row.place == "Clinic 3"
    assert '<input type="hidden" name="version" value="2"' in page
    browser.press("appointment_edit", row.pk, **typed | {"version": 2})
    row.refresh_from_db()
    assert (row.place, row.version, row.time_known) == ("Clinic 9", 3, True)


def test_beside_a_date_that_differs_stands_the_one_that_is_saved(
    browse: Browse, coordinator: Access, patient: Access
) -> None:
    row = make_appointment(coordinator)
    edit(patient, row, when=when(row.when.day + timedelta(days=7), ends=time(12)))
    response = browse("coordinator").send("appointment_edit", row.pk, **change(row))
    page = response.content.decode()
    assert response.status_code == 409
    assert "Now: Tuesday 1 December" in page
    assert "Now: 12:00" in page


def test_saving_a_time_that_has_seconds_does_not_move_it(
    browse: Browse, coordinator: Access
) -> None:
    at = When(NOW + timedelta(hours=2, seconds=42), time_known=True, zone="Europe/London")
    row = make_appointment(coordinator, when=at)
    sent = change(row, date="2026-11-23", time="11:00", place="Clinic 3")
    browse("coordinator").press("appointment_edit", row.pk, **sent)
    row.refresh_from_db()
    assert (row.when, row.moves, row.place) == (at, 0, "Clinic 3")


def test_a_past_appointment_can_be_changed_without_being_asked(
    browse: Browse, coordinator: Access, set_clock: Callable[[datetime], None]
) -> None:
    row = make_appointment(coordinator)
    set_clock(NOW + timedelta(days=3))
    browse("coordinator").press(
        "appointment_edit", row.pk, **change(row, preparation="It went well")
    )
    row.refresh_from_db()
    assert (row.preparation, row.status) == ("It went well", Status.PLANNED)


def test_a_seat_that_somebody_has_stays_and_the_form_says_why(
    browse: Browse, coordinator: Access, helper: Access
) -> None:
    row = make_appointment(coordinator)
    services.offer_for_seat(helper, row.pk, SeatKind.DRIVER)
    response = browse("coordinator").send("appointment_edit", row.pk, **change(row, seats=[]))
    assert response.status_code == 422
    assert "Jun Cole has offered to come." in response.content.decode()


def test_a_cancelled_appointment_is_not_changed(browse: Browse, coordinator: Access) -> None:
    row = make_appointment(coordinator)
    services.cancel_appointment(coordinator, row.pk)
    browser = browse("coordinator")
    opened = browser.client.get(browser.url("appointment_edit", row.pk))
    assert opened["Location"] == row.get_absolute_url()
    sent = browser.send("appointment_edit", row.pk, **change(row) | {"version": 2, "place": "New"})
    assert sent.status_code == 422
    assert "Bring it back first" in sent.content.decode()


def test_a_helper_who_sends_the_form_anyway_is_refused(browse: Browse) -> None:
    response = browse("helper").send("appointment_add", **appointment_fields())
    assert response.status_code == 403
    assert not Appointment.objects.exists()


def test_an_id_that_is_none_stops_nobody(browse: Browse) -> None:
    browse("coordinator").press("appointment_add", **appointment_fields(once=str(uuid4())))
    browse("coordinator").press("appointment_add", **appointment_fields(once="", overlap="on"))
    assert Appointment.objects.count() == 2
