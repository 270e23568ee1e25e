"""The plan by month, as a week for the fridge, and by person; and what pages cost with years of dates."""

from collections.abc import Callable
from datetime import date, time
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.careplan import rules, selectors, services
from apps.careplan.kinds import SeatKind
from apps.careplan.models import Appointment, Seat
from apps.circles.access import Access
from apps.circles.kinds import Audience
from apps.circles.models import Receipt
from tests.careplan.drafts import TOMORROW, make_appointment, make_task, when
from tests.careplan.pages import Browser
from tests.careplan.test_selectors import hide
from tests.many import copies

Browse = Callable[[str], Browser]
MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "first"),
    [("2026-11", date(2026, 11, 1)), ("2026-13", None), ("november", None), ("", None)],
)
def test_a_month_is_read_from_the_address(text: str, first: date | None) -> None:
    assert rules.month_from(text) == first


def test_months_and_weeks_follow_each_other() -> None:
    assert rules.next_month(date(2026, 12, 1)) == date(2027, 1, 1)
    assert rules.previous_month(date(2027, 1, 1)) == date(2026, 12, 1)
    assert rules.monday_of(date(2026, 11, 29)) == MONDAY
    assert rules.weeks_of(date(2026, 11, 1))[0][0] == date(2026, 10, 26)


def test_the_month_shows_dates_on_the_day_of_their_place(
    browse: Browse, coordinator: Access
) -> None:
    make_appointment(coordinator, title="Late", when=when(date(2026, 11, 30), time(23)))
    far = when(date(2026, 11, 30), time(20), zone="America/New_York")
    make_appointment(coordinator, title="Far", when=far)
    off = make_appointment(coordinator, title="Off")
    services.cancel_appointment(coordinator, off.pk)
    month = selectors.month(coordinator, date(2026, 11, 1))
    cells = {cell.day: cell for row in month.weeks for cell in row}
    assert [row.title for row in cells[date(2026, 11, 30)].items] == ["Late", "Far"]
    assert [day for day, cell in cells.items() if cell.is_today] == [MONDAY]
    page = browse("helper").open("plan_month", "2026-11")
    assert "2 dates" in page
    assert "Off" not in page
    assert page.count('aria-current="date"') == 1
    assert '<span class="visually-hidden">Today</span>' in page


def test_a_full_day_says_how_many_more_there_are(coordinator: Access) -> None:
    for hour in range(9, 14):
        make_appointment(coordinator, when=when(at=time(hour)))
    month = selectors.month(coordinator, date(2026, 11, 1))
    cell = next(cell for row in month.weeks for cell in row if cell.day == TOMORROW)
    assert (len(cell.shown), cell.more) == (3, 2)


def test_the_month_without_a_name_is_this_one_and_nonsense_is_not_there(browse: Browse) -> None:
    browser = browse("helper")
    response = browser.client.get(browser.url("plan_month_now"))
    assert response["Location"] == browser.url("plan_month", "2026-11")
    for month in ("2026-13", "1850-01", "x"):
        assert browser.client.get(browser.url("plan_month", month)).status_code == 404


def test_the_fridge_shows_what_everyone_may_see_unless_it_is_ticked(
    browse: Browse, coordinator: Access, helper: Access
) -> None:
    row = make_appointment(coordinator, title="CT scan", travel_minutes=40)
    services.offer_for_seat(helper, row.pk, SeatKind.DRIVER)
    hide(make_appointment(coordinator, title="Secret talk", when=when(at=time(16))), Audience.CLOSE)
    make_task(coordinator, "Cook", due_on=TOMORROW)
    hide(make_task(coordinator, "Secret job", due_on=TOMORROW), Audience.CLOSE)
    browser = browse("coordinator")
    page = unescape(browser.open("plan_week"))
    for words in ("10:30 · CT scan", "Leave at 09:50", "Driver: Jun Cole", "Cook"):
        assert words in page
    assert "Secret" not in page
    reads = Receipt.objects.filter(membership=coordinator.membership, action="read")
    assert {"plan", "tasks"} <= set(reads.values_list("section", flat=True))
    page = browser.open("plan_week", query="?close=1")
    assert "Secret talk" in page
    assert "Secret job" in page
    assert "Secret" not in browse("helper").open("plan_week", query="?close=1")


@pytest.mark.parametrize("query", ["?from=x", "?from=9999-12-31", "?from=2026-11-29", ""])
def test_a_week_begins_on_monday_and_nonsense_gives_this_one(browse: Browse, query: str) -> None:
    page = browse("helper").open("plan_week", query=query)
    assert "Monday 23 November to Sunday 29 November" in page


def test_by_person_a_helper_sees_her_own_week_and_a_coordinator_everyones(
    browse: Browse, coordinator: Access, helper: Access
) -> None:
    row = make_appointment(coordinator, title="CT scan")
    services.offer_for_seat(helper, row.pk, SeatKind.DRIVER)
    task = make_task(coordinator, "Cook", due_on=TOMORROW)
    services.claim_task(coordinator, task.pk)
    page = browse("helper").open("plan_people")
    assert "What I do this week" in page
    assert "Driver: CT scan" in page
    assert "Cook" not in page
    page = browse("coordinator").open("plan_people")
    assert "Jun Cole" in page
    assert "Cook" in page
    assert "Driver: CT scan" not in browse("helper").open("plan_people", query="?from=2026-12-07")


def test_by_person_a_hidden_visit_names_nobody(
    browse: Browse, coordinator: Access, helper: Access
) -> None:
    row = make_appointment(coordinator, title="Secret")
    services.offer_for_seat(helper, row.pk, SeatKind.DRIVER)
    hide(row, Audience.CLOSE)
    assert "Secret" not in browse("helper").open("plan_people")


def fill_years(access: Access) -> None:
    """2,000 dates in five years, each with a seat."""
    row = make_appointment(access, seats=frozenset())
    day = "(n - 1000) * interval '1 day'"
    copies(
        row, 2000, title="'Visit ' || n", starts_at=f"starts_at + {day}", over_at=f"over_at + {day}"
    )
    visits = Appointment.objects.filter(title__startswith="Visit").values_list("pk", flat=True)
    Seat.objects.bulk_create(
        Seat(circle=access.circle, appointment_id=pk, kind="driver") for pk in visits
    )


PAGES = (
    ("plan", ()),
    ("plan_earlier", ()),
    ("plan_month", ("2026-11",)),
    ("plan_week", ()),
    ("plan_people", ()),
    ("question_list", ()),
)


def test_pages_cost_at_most_twelve_queries_and_no_more_after_five_years(
    browse: Browse, coordinator: Access
) -> None:
    browser = browse("coordinator")

    def cost() -> list[int]:
        counts = []
        for name, args in PAGES:
            with CaptureQueriesContext(connection) as caught:
                browser.open(name, *args)
            counts.append(len(caught))
        return counts

    make_appointment(coordinator)
    make_appointment(coordinator, when=when(date(2026, 11, 2)))
    cost()  # the first visit notes the day's receipt and the open circle
    few = cost()
    fill_years(coordinator)
    assert cost() == few
    assert max(few) <= 12
