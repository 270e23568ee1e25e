"""Every page of a filled circle, as a phone shows it, and the main steps with a keyboard and without JavaScript."""

from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from apps.accounts.models import User
from tests.access.conftest import Filled, fill
from tests.access.table import TABLE
from tests.browser.conftest import OpenPage
from tests.browser.inspection import faults, faults_at
from tests.people import Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [row for row in TABLE if row.method == "get"]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def ours(cast: Cast) -> Filled:
    return fill(cast.circle, cast.coordinator)


def test_no_page_of_the_circle_has_faults(
    open_page: OpenPage, client_for: Callable[[User], Client], cast: Cast, ours: Filled
) -> None:
    client = client_for(cast.coordinator)
    paths = [reverse(row.name, args=ours.arguments(row)) for row in PAGES]
    # An address that only takes a form leads to a page of its own: what it is answers sooner without a browser.
    pages = [path for path in paths if client.get(path).status_code != HTTPStatus.FOUND]
    assert len(pages) > len(paths) / 3
    assert faults_at(open_page(cast.coordinator), pages) == {}


def test_no_page_about_oneself_has_faults(open_page: OpenPage, cast: Cast) -> None:
    assert faults_at(open_page(cast.helper), ["/circles/", "/circles/new/", "/me/"]) == {}


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


def test_two_people_press_at_once_and_one_of_them_is_told_kindly(
    open_page: OpenPage, cast: Cast, ours: Filled
) -> None:
    first, second = open_page(cast.helper), open_page(cast.coordinator)
    for page in (first, second):
        page.goto(f"/c/{cast.circle.pk}/tasks/{ours.ids['task']}/")
    first.get_by_role("button", name="I can do this").click()
    expect(first.locator("main")).to_contain_text("You took this on")
    second.get_by_role("button", name="I can do this").click()
    expect(second.locator("body")).to_contain_text("Jun Cole")
    expect(second.get_by_role("button", name="I can do this")).to_have_count(0)


def test_two_people_edit_at_once_and_nothing_is_overwritten_unseen(
    open_page: OpenPage, cast: Cast, ours: Filled
) -> None:
    first, second = open_page(cast.patient), open_page(cast.coordinator)
    for page in (first, second):
        page.goto(f"/c/{cast.circle.pk}/plan/appointments/{ours.ids['appointment']}/edit/")
    first.get_by_label("Where").fill("Clinic 7")
    first.get_by_role("button", name="Save").click()
    second.get_by_label("Where").fill("Clinic 9")
    second.get_by_role("button", name="Save").click()
    expect(second.locator("main")).to_contain_text("Clinic 7")
    expect(second.get_by_label("Where")).to_have_value("Clinic 9")
    assert faults(second) == []
    second.get_by_role("button", name="Save").click()
    expect(second.locator("main")).to_contain_text("Clinic 9")
