"""Two phones and one dose, and a form that shows only what counts."""

import pytest
from playwright.sync_api import expect

from tests.access.conftest import Filled, fill
from tests.browser.conftest import OpenPage
from tests.people import Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TICK = "Taken: Secret tablets, 00:01"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def ours(cast: Cast) -> Filled:
    return fill(cast.circle, cast.coordinator)


def test_of_two_phones_that_tick_one_dose_the_second_is_told_who_did(
    open_page: OpenPage, cast: Cast, ours: Filled
) -> None:
    first, second, third = (
        open_page(who) for who in (cast.patient, cast.coordinator, cast.patient)
    )
    for page in (first, second, third):
        page.goto(f"/c/{cast.circle.pk}/medicines/today/")
    first.get_by_role("button", name=TICK).click()
    expect(first.locator("#doses")).to_contain_text("Taken · Mei Chen, today")
    second.get_by_role("button", name=TICK).click()
    expect(second.locator("body")).to_contain_text("Mei Chen ticked this today")
    expect(second.get_by_role("button", name=TICK)).to_have_count(0)
    third.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(third.locator("#doses")).to_contain_text("Taken · Mei Chen, today")
    second.get_by_role("button", name="Undo: Secret tablets").click()
    expect(second.get_by_role("button", name=TICK)).to_be_visible()


def test_the_form_shows_only_the_fields_of_the_chosen_rhythm(
    open_page: OpenPage, cast: Cast, ours: Filled
) -> None:
    page = open_page(cast.coordinator)
    page.goto(f"/c/{cast.circle.pk}/medicines/new/")
    expect(page.get_by_label("Time", exact=False).first).to_be_visible()
    expect(page.get_by_label("Days on")).to_be_hidden()
    page.get_by_label("How often?").select_option("cycle")
    expect(page.get_by_label("Days on")).to_be_visible()
    page.get_by_label("How often?").select_option("as_needed")
    expect(page.get_by_label("Not more often than")).to_be_visible()
    expect(page.get_by_label("Days on")).to_be_hidden()
    plain = open_page(cast.coordinator, javascript=False)
    plain.goto(f"/c/{cast.circle.pk}/medicines/new/")
    expect(plain.get_by_label("Days on")).to_be_visible()
