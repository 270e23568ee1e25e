"""Two phones that press at the same moment: one has it, and the other reads who was faster. Nothing is lost."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from apps.careplan.models import Appointment, Dose, Seat, Task
from apps.circles.models import Membership
from tests.access.conftest import Filled, fill
from tests.browser.conftest import OpenPage
from tests.browser.inspection import faults
from tests.people import Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Phones = dict[str, Page]  # by the name of whose it is


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def ours(cast: Cast) -> Filled:
    return fill(cast.circle, cast.coordinator)


@pytest.fixture
def phones(open_page: OpenPage, cast: Cast) -> Phones:
    """Mei's and Ana's: both may edit everything."""
    return {user.name: open_page(user) for user in (cast.patient, cast.coordinator)}


def press(phones: Phones, path: str, button: str) -> None:
    """Both open the page, and then both press, without waiting for an answer."""
    for page in phones.values():
        page.goto(path)
    for page in phones.values():
        page.get_by_role("button", name=button).click(no_wait_after=True)


def told(phones: Phones, winner: Membership | None, thanks: str, faster: str) -> None:
    """Whoever was first is thanked, and the other reads their name."""
    assert winner is not None
    for name, page in phones.items():
        words = thanks if name == winner.name else f"{winner.name} {faster}"
        expect(page.locator("body")).to_contain_text(words)


def settled(phones: Phones, words: str) -> None:
    """Both have their answer."""
    for page in phones.values():
        expect(page.locator("body")).to_contain_text(re.compile(words))


def test_a_task_has_one_taker(phones: Phones, ours: Filled) -> None:
    press(phones, reverse("task_detail", args=[ours.circle.pk, ours.ids["task"]]), "I can")
    settled(phones, "Thank you")
    told(phones, Task.objects.get().claimed_by, "Thank you", "was a moment faster")


def test_a_seat_has_one_driver(
    phones: Phones, ours: Filled, cast: Cast, open_page: OpenPage
) -> None:
    jun_and_ana = {"Jun Cole": open_page(cast.helper), "Ana Ruiz": phones["Ana Ruiz"]}
    path = reverse("appointment_detail", args=[ours.circle.pk, ours.ids["appointment"]])
    press(jun_and_ana, path, "I’ll drive")
    settled(jun_and_ana, "Thank you")
    driver = Seat.objects.exclude(holder=None).get().holder
    told(jun_and_ana, driver, "You are driving", "was a moment faster")


def test_a_dose_is_ticked_once(phones: Phones, ours: Filled) -> None:
    press(phones, reverse("doses_today", args=[ours.circle.pk]), "Taken: Secret tablets, 00:01")
    settled(phones, "Taken · ")
    told(phones, Dose.objects.get().author, "Taken · ", "ticked this")


def test_of_two_edits_one_is_saved_and_the_other_is_shown_beside_it(
    phones: Phones, ours: Filled
) -> None:
    row = Appointment.objects.get(pk=ours.ids["appointment"])
    for name, page in phones.items():
        page.goto(reverse("appointment_edit", args=[ours.circle.pk, row.pk]))
        page.locator("input[name=place]").fill(f"Where {name} wants")
    for page in phones.values():
        page.get_by_role("button", name="Save").click(no_wait_after=True)
    settled(phones, r"Saved\.|Nothing is saved yet")
    row.refresh_from_db()
    winner = row.changed_by
    told(phones, winner, "Saved.", "changed this while you were writing")
    (late,) = (page for name, page in phones.items() if winner and name != winner.name)
    expect(late.get_by_text(f"Now: {row.place}")).to_be_visible()
    assert faults(late) == []
    late.get_by_role("button", name="Save").click()  # having seen both, hers it shall be
    expect(late.get_by_text("Saved.")).to_be_visible()
    row.refresh_from_db()
    assert winner
    assert winner.name not in row.place
