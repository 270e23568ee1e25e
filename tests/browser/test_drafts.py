"""A long text survives a closed browser, until it is saved, thrown away, or its person signs out."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.people import Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "Ring twice, then the side gate.\nThe key is with Pat."
KEPT = "We kept what you typed."


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def notes(page: Page) -> str:
    return page.locator("textarea[name=notes]").input_value()


def opened_again(page: Page, path: str) -> Page:
    """The browser is closed, and opened another day."""
    again = page.context.new_page()
    page.close()
    again.goto(path)
    return again


def test_a_typed_text_is_back_after_the_browser_was_closed_until_it_is_saved_or_discarded(
    open_page: OpenPage, cast: Cast
) -> None:
    path = reverse("task_add", args=[cast.circle.pk])
    page = open_page(cast.helper)
    page.goto(path)
    expect(page.get_by_text(KEPT)).to_be_hidden()
    page.locator("textarea[name=notes]").fill(WORDS)
    page = opened_again(page, path)
    expect(page.get_by_text(KEPT)).to_be_visible()
    assert notes(page) == WORDS

    page.get_by_label("What needs doing?").fill("Feed the cat")
    page.get_by_role("button", name="Put it on the list").click()
    expect(page.get_by_text("It is on the list.")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0

    page = opened_again(page, path)
    assert notes(page) == ""
    page.locator("textarea[name=notes]").fill(WORDS)
    page = opened_again(page, path)
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_text(KEPT)).to_be_hidden()
    assert notes(page) == ""
    page = opened_again(page, path)
    assert notes(page) == ""


def test_who_was_signed_out_meanwhile_is_told_while_typing_and_keeps_the_text(
    open_page: OpenPage, cast: Cast
) -> None:
    page = open_page(cast.helper)
    page.goto(reverse("task_add", args=[cast.circle.pk]))
    Session.objects.all().delete()
    page.locator("textarea[name=notes]").fill(WORDS)
    expect(page.get_by_text("You were signed out meanwhile.")).to_be_visible()
    assert notes(page) == WORDS


def test_signing_out_forgets_what_was_typed(open_page: OpenPage, cast: Cast) -> None:
    page = open_page(cast.helper)
    page.goto(reverse("task_add", args=[cast.circle.pk]))
    page.locator("textarea[name=notes]").fill(WORDS)
    assert page.evaluate("localStorage.length") == 1
    page.goto("/me/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/")
    assert page.evaluate("localStorage.length") == 0
