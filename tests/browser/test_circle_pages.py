"""Every page of a filled circle, as a phone shows it, and the main steps with a keyboard and without JavaScript."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from apps.circles.kinds import Role
from apps.circles.services.circles import add_member
from tests.access.conftest import Filled, fill
from tests.access.table import LEADING_ON, TABLE, Row
from tests.browser.conftest import OpenPage
from tests.browser.inspection import faults, faults_at
from tests.people import Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [row for row in TABLE if row.method == "get" and row.name not in LEADING_ON]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def ours(cast: Cast) -> Filled:
    return fill(cast.circle, cast.coordinator)


def address(row: Row, ours: Filled) -> str:
    return reverse(row.name, args=ours.arguments(row))


def test_no_page_of_the_circle_has_faults(open_page: OpenPage, cast: Cast, ours: Filled) -> None:
    """As the coordinator sees it; as the patient does where it is hers alone."""
    pages = {
        user: [address(row, ours) for row in PAGES if ("coordinator" in row.may) is coordinates]
        for user, coordinates in ((cast.coordinator, True), (cast.patient, False))
    }
    found = [faults_at(open_page(user, fresh=True), paths) for user, paths in pages.items()]
    assert found == [{}, {}]


def test_no_page_about_oneself_has_faults(open_page: OpenPage, cast: Cast) -> None:
    """Those about signing in are looked at in test_signing_in."""
    paths = [
        "/circles/",
        "/circles/new/",
        "/me/phone/",
        "/me/reminders/",
        "/me/bell/",
        "/me/data/",
        "/me/data/erasure/",
    ]
    assert faults_at(open_page(cast.helper, fresh=True), paths) == {}


def test_a_page_that_is_refused_or_not_there_has_no_faults(
    open_page: OpenPage, cast: Cast, ours: Filled
) -> None:
    page = open_page(cast.follower)
    for path in (f"/c/{cast.circle.pk}/people/", "/nothing/here/"):
        page.goto(path)
        assert faults(page) == []


def test_a_form_with_mistakes_says_so_beside_the_field_and_has_no_faults(
    open_page: OpenPage, cast: Cast, ours: Filled
) -> None:
    page = open_page(cast.coordinator)
    page.goto(f"/c/{cast.circle.pk}/plan/appointments/new/")
    page.get_by_label("Where").fill("St Mary’s")
    page.get_by_role("button", name="Put it in the plan").click()
    expect(page.get_by_text("Choose what it is.").first).to_be_visible()
    expect(page.get_by_label("Where")).to_have_value("St Mary’s")
    assert faults(page) == []


def take_a_task(page: Page, cast: Cast) -> None:
    page.goto(f"/c/{cast.circle.pk}/")
    page.get_by_role("button", name="I can: Secret task").click()
    page.get_by_role("button", name="Done: Secret task").click()
    expect(page.locator("main")).not_to_contain_text("Secret task")


def test_a_task_is_taken_and_done_without_javascript(
    open_page: OpenPage, cast: Cast, ours: Filled
) -> None:
    page = open_page(cast.helper, javascript=False)
    take_a_task(page, cast)
    page.goto(f"/c/{cast.circle.pk}/plan/appointments/{ours.ids['appointment']}/")
    page.get_by_role("button", name="I’ll drive").click()
    expect(page.locator("main")).to_contain_text("You")
    page.get_by_role("button", name="Give back").click()
    expect(page.get_by_role("button", name="I’ll drive")).to_be_visible()


def test_a_seat_is_taken_with_the_keyboard_alone(
    open_page: OpenPage, cast: Cast, ours: Filled
) -> None:
    page = open_page(cast.helper)
    page.goto(f"/c/{cast.circle.pk}/plan/appointments/{ours.ids['appointment']}/")
    wanted = page.get_by_role("button", name="I’ll drive")
    for _ in range(40):
        page.keyboard.press("Tab")
        if wanted.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Give back")).to_be_visible()


def test_the_circles_to_choose_from_lie_above_the_tabs_on_a_wide_screen(
    open_page: OpenPage, cast: Cast
) -> None:
    add_member(cast.other_circle, cast.helper, Role.HELPER, "friend")
    page = open_page(cast.helper, viewport={"width": 1280, "height": 800})
    page.goto(f"/c/{cast.circle.pk}/")
    page.locator(".switcher__summary").click()
    mine = page.get_by_role("navigation", name="Your circles")
    mine.get_by_role("link", name="Olga’s circle").click()  # refused while something covers it
    expect(page).to_have_url(re.compile(f"/c/{cast.other_circle.pk}/"))
