"""What the pages of medicines cost after years of ticks, and that every tick can be found."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.careplan import services
from apps.careplan.kinds import DoseState
from apps.careplan.models import Dose
from apps.careplan.rules import SupplyDraft
from apps.circles.access import Access
from tests.careplan.medicines import MORNING, make_medicine, tick
from tests.careplan.pages import Browser
from tests.many import copies

Browse = Callable[[str], Browser]
QUERIES = 12


def test_pages_cost_the_same_with_five_years_of_ticks(browse: Browse, coordinator: Access) -> None:
    medicine = make_medicine(coordinator)
    doses = [tick(coordinator, medicine)]
    patient = browse("patient")
    names = (
        ("medicine_list",),
        ("doses_today",),
        ("medicine_sheet",),
        ("today",),
        ("medicine_detail", medicine.pk),
    )

    def costs() -> list[int]:
        found = []
        for name in names:
            with CaptureQueriesContext(connection) as queries:
                patient.open(*name)
            found.append(len(queries))
        return found

    costs()  # the first request of a session writes it
    few = costs()
    others = [make_medicine(coordinator, name=f"Medicine {number}") for number in range(4)]
    counted = SupplyDraft(Decimal(10), "tablets", Decimal(1), 7)
    for other in others:
        doses.append(tick(coordinator, other))
        services.count_supply(coordinator, medicine_id=other.pk, version=1, draft=counted)
    for dose in doses:
        copies(dose, 5 * 365, day="day - n", ticked_at="ticked_at - n * interval '1 day'")
    many = costs()
    assert many == few
    assert max(many) <= QUERIES


def test_what_was_ticked_is_paged_and_every_tick_is_on_one_page(
    browse: Browse, coordinator: Access
) -> None:
    medicine, browser = make_medicine(coordinator), browse("patient")
    Dose.objects.bulk_create(
        Dose(
            circle=coordinator.circle,
            author=coordinator.membership,
            medicine=medicine,
            day=date(2026, 1, 1) + timedelta(days=day),
            slot=MORNING,
            state=DoseState.TAKEN,
            ticked_at=datetime(2026, 1, 1, 8, tzinfo=UTC),  # all at once: the id decides
        )
        for day in range(70)
    )
    seen, query = 0, ""
    for _page in range(3):
        page = browser.open("medicine_detail", medicine.pk, query=query)
        seen += page.count("tag--good")
        _before, found, rest = page.partition('href="?before=')
        query = "?before=" + rest.partition('"')[0] if found else ""
    assert (seen, query) == (70, "")
