"""Series: the days they fall on, one post that makes them, and changes meant for one or for the rest."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from apps.careplan import rules, selectors, services
from apps.careplan.kinds import SeatKind, Status, Unit
from apps.careplan.models import Appointment, AppointmentSeries, Seat
from apps.careplan.rules import Repeat
from apps.circles.access import Access
from apps.circles.kinds import Audience
from apps.core.errors import RuleError, StaleError
from apps.reminders.models import Reminder
from tests.careplan.conftest import NOW
from tests.careplan.drafts import TOMORROW, appointment_draft, when
from tests.careplan.pages import Browser, appointment_fields
from tests.careplan.test_selectors import hide

Browse = Callable[[str], Browser]
EVERY_21_DAYS = Repeat(Unit.DAY, 21, 6)


def make_series(
    access: Access, repeat: Repeat = EVERY_21_DAYS, first: date = TOMORROW, **changes: Any
) -> list[Appointment]:
    whens = [when(day) for day in rules.days_of(first, repeat)]
    draft = appointment_draft(**{"when": whens[0]} | changes)
    services.add_appointment_series(
        access, series_id=uuid4(), draft=draft, repeat=repeat, whens=whens
    )
    return items()


def items() -> list[Appointment]:
    return list(Appointment.objects.order_by("series_number"))


def edit_later(access: Access, row: Appointment, **changes: Any) -> None:
    stands = selectors.draft_of_appointment(access, row)
    services.edit_later_appointments(
        access,
        appointment_id=row.pk,
        version=row.version,
        draft=replace(stands, **changes),
    )


@pytest.mark.parametrize(
    ("first", "repeat", "found"),
    [
        (date(2026, 11, 24), Repeat(Unit.DAY, 21, 3), ["11-24", "12-15", "01-05"]),
        (date(2026, 11, 24), Repeat(Unit.WEEK, 2, 3), ["11-24", "12-08", "12-22"]),
        (
            date(2026, 11, 24),
            Repeat(Unit.WEEK, 1, 4, frozenset({1, 3})),
            ["11-24", "11-26", "12-01", "12-03"],
        ),
        # A first day that is none of the weekdays counts too.
        (date(2026, 11, 25), Repeat(Unit.WEEK, 1, 3, frozenset({1})), ["11-25", "12-01", "12-02"]),
        (date(2026, 11, 30), Repeat(Unit.MONTH, 1, 4), ["11-30", "12-30", "01-30", "02-28"]),
        (date(2027, 12, 31), Repeat(Unit.MONTH, 1, 4), ["12-31", "01-31", "02-29", "03-31"]),
        (date(2026, 11, 15), Repeat(Unit.MONTH, 3, 2), ["11-15", "02-15"]),
    ],
)
def test_the_days_of_a_series(first: date, repeat: Repeat, found: list[str]) -> None:
    assert [f"{day:%m-%d}" for day in rules.days_of(first, repeat)] == found


def test_a_month_without_the_day_is_known_of() -> None:
    first = date(2026, 10, 31)
    assert rules.is_shortened(first, Repeat(Unit.MONTH, 1, 2))
    assert not rules.is_shortened(first, Repeat(Unit.MONTH, 2, 2))
    assert not rules.is_shortened(first, Repeat(Unit.WEEK, 1, 2))
    assert not rules.is_shortened(TOMORROW, Repeat(Unit.MONTH, 1, 6))


def test_one_post_plans_six_infusions_with_seats_and_reminders(browse: Browse) -> None:
    fields = appointment_fields(kind="chemotherapy", repeats="day", every="21", times="6")
    browser = browse("coordinator")
    for _twice in range(2):
        page = browser.press("appointment_add", **fields)
        assert "6 dates are in the plan, the last on Tuesday 9 March 2027." in page
    assert "1 of 6 · Every 21 days" in page
    assert [row.when.start.time() for row in items()] == [time(10, 30)] * 6
    assert Seat.objects.count() == 6
    reminded = Reminder.objects.filter(subject="appointment").values("subject_id").distinct()
    assert reminded.count() == 6


def test_the_wall_clock_stays_the_same_when_the_clocks_change(browse: Browse) -> None:
    browse("coordinator").press(
        "appointment_add", **appointment_fields(repeats="month", every="1", times="8")
    )
    assert {row.when.start.time() for row in items()} == {time(10, 30)}
    assert {row.starts_at.hour for row in items()} == {9, 10}


def test_the_31st_is_the_last_day_of_shorter_months_and_the_page_says_so(browse: Browse) -> None:
    fields = appointment_fields(date="2027-01-31", repeats="month", every="1", times="3")
    page = browse("coordinator").press("appointment_add", **fields)
    assert [row.when.day for row in items()] == [
        date(2027, 1, 31),
        date(2027, 2, 28),
        date(2027, 3, 31),
    ]
    assert "Where a month has no such day, it is on the last one." in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"times": "10000"}, "A series has up to 60 dates."),
        ({"times": "1"}, "Write a number from 2."),
        ({"times": ""}, "Write a number."),
        ({"every": "0"}, "Write a number from 1."),
        ({"every": "many"}, "Write a number."),
        ({"every": "400"}, "Write a number up to 366."),
        ({"every": "366", "times": "60"}, "That reaches too far ahead."),
        ({"date": "2026-02-31"}, "Choose a day that is in the calendar."),
        (
            {"date": "2027-03-21", "time": "01:30", "every": "7", "times": "3"},
            "There is no 01:30 on Sunday 28 March 2027",
        ),
        (
            {"date": "2027-10-24", "time": "01:30", "every": "7", "times": "3"},
            "01:30 comes twice on Sunday 31 October 2027",
        ),
    ],
)
def test_a_series_that_cannot_be_gets_a_clear_sentence_and_nothing_is_saved(
    browse: Browse, changes: dict[str, str], sentence: str
) -> None:
    fields = appointment_fields(repeats="day", every="21", times="6") | changes
    response = browse("coordinator").send("appointment_add", **fields)
    assert response.status_code == 422
    assert sentence in unescape(response.content.decode())
    assert not Appointment.objects.exists()
    assert not AppointmentSeries.objects.exists()


def test_a_later_date_that_overlaps_is_asked_about(browse: Browse, coordinator: Access) -> None:
    make_series(coordinator, title="Infusion")
    fields = appointment_fields(date="2026-12-01", repeats="day", every="14", times="2")
    response = browse("coordinator").send("appointment_add", **fields)
    assert "This overlaps with Infusion, Tuesday 15 December" in unescape(response.content.decode())


def test_one_item_is_edited_by_itself(coordinator: Access) -> None:
    rows = make_series(coordinator)
    services.edit_appointment(
        coordinator,
        appointment_id=rows[1].pk,
        version=1,
        draft=replace(selectors.draft_of_appointment(coordinator, rows[1]), place="Clinic 9"),
    )
    assert [row.place for row in items()].count("Clinic 9") == 1


def test_this_and_later_pass_on_what_differs_and_nothing_else(coordinator: Access) -> None:
    rows = make_series(coordinator)
    edit_later(coordinator, rows[3], title="With Dr Lee")
    moved = when(rows[2].when.day.replace(day=6), time(14))
    edit_later(coordinator, rows[2], when=moved, place="Clinic 9")
    after = items()
    assert [row.place for row in after] == ["St Mary’s"] * 2 + ["Clinic 9"] * 4
    assert [row.title for row in after] == [""] * 3 + ["With Dr Lee"] * 3
    assert [row.moves for row in after] == [0, 0, 1, 1, 1, 1]
    assert [(b.when.day - a.when.day).days for a, b in zip(rows, after, strict=True)] == [
        *(0, 0, 1, 1, 1, 1)
    ]
    assert {row.when.start.time() for row in after[2:]} == {time(14)}


def test_this_and_later_names_the_day_on_which_the_clocks_forbid_it(coordinator: Access) -> None:
    rows = make_series(coordinator, Repeat(Unit.DAY, 7, 3), date(2027, 3, 14))
    with pytest.raises(RuleError, match="There is no 01:30 on Sunday 28 March 2027"):
        edit_later(coordinator, rows[0], when=when(date(2027, 3, 14), time(1, 30)))
    assert {row.version for row in items()} == {1}


def test_an_outdated_form_changes_none_of_the_later_ones(coordinator: Access) -> None:
    rows = make_series(coordinator)
    edit_later(coordinator, rows[2], place="Clinic 3")
    with pytest.raises(StaleError):
        edit_later(coordinator, rows[2], place="Clinic 9")
    assert "Clinic 9" not in {row.place for row in items()}


def test_the_edit_form_asks_which_ones_are_meant(browse: Browse, coordinator: Access) -> None:
    rows = make_series(coordinator)
    browser = browse("coordinator")
    assert "This one and the later ones" in browser.open("appointment_edit", rows[0].pk)
    fields = appointment_fields(version="1", place="Clinic 9", scope="later", date="2027-01-26")
    fields["date"] = rows[3].when.day.isoformat()
    browser.press("appointment_edit", rows[3].pk, **fields)
    assert [row.place for row in items()].count("Clinic 9") == 3
    fields |= {"version": "2", "date": rows[4].when.day.isoformat()}
    onto_the_next = browser.send("appointment_edit", rows[3].pk, **fields | {"scope": "one"})
    assert "This overlaps with" in onto_the_next.content.decode()
    assert browser.send("appointment_edit", rows[3].pk, **fields).status_code == 302


def test_this_and_later_are_cancelled_and_brought_back_together(
    browse: Browse, coordinator: Access, set_clock: Callable[[datetime], None]
) -> None:
    rows = make_series(coordinator)
    services.cancel_appointment(coordinator, rows[5].pk)
    set_clock(NOW + timedelta(minutes=1))
    browser = browse("coordinator")
    page = browser.press("appointment_cancellation", rows[3].pk, scope="later")
    assert "Cancelled 2 dates." in page
    assert "Undo for all 2" in page
    assert [row.status for row in items()].count(Status.CANCELLED) == 3
    browser.press("appointment_restoration", rows[3].pk, scope="later")
    assert [row.status for row in items()] == [Status.PLANNED] * 5 + [Status.CANCELLED]


def test_a_hidden_later_one_is_neither_changed_nor_counted(coordinator: Access, cast: Any) -> None:
    rows = make_series(coordinator)
    hide(rows[4], Audience.CLOSE)
    helper = cast.access(cast.helper)
    assert len(selectors.locked_with_later(helper, rows[3].pk)) == 2
    with pytest.raises(PermissionDenied):
        services.cancel_later_appointments(helper, rows[3].pk)


def test_a_number_is_there_once_a_series(coordinator: Access) -> None:
    rows = make_series(coordinator)
    rows[1].series_number = 1
    with pytest.raises(IntegrityError), transaction.atomic():
        rows[1].save()
    rows[2].series = None
    with pytest.raises(IntegrityError), transaction.atomic():
        rows[2].save()


def test_a_seat_of_one_item_is_nobody_elses(coordinator: Access, helper: Access) -> None:
    rows = make_series(coordinator)
    services.offer_for_seat(helper, rows[0].pk, SeatKind.DRIVER)
    assert Seat.objects.exclude(holder=None).count() == 1


def test_sixty_dates_cost_as_many_queries_as_six(coordinator: Access) -> None:
    def cost(times: int) -> int:
        with CaptureQueriesContext(connection) as caught:
            make_series(coordinator, Repeat(Unit.DAY, 1, times))
        return len(caught)

    assert cost(6) == cost(60) < 30
