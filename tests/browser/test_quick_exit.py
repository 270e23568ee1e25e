"""The quick way out: at once on a page that says nothing of us, and no way back to the page one was on."""

import re

import pytest
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Page, Request, expect

from apps.accounts.sign_in import SHARED_PHONE_SECONDS
from apps.core.site_guide import guide
from tests.browser.conftest import OpenPage
from tests.people import Cast

pytestmark = pytest.mark.browser

NEUTRAL = "<!doctype html><title>Weather</title><h1>Weather</h1>"


def on_the_plan(page: Page, cast: Cast) -> list[Request]:
    """The page one is on, with another before it; what is asked of the neutral site is kept."""
    asked: list[Request] = []

    def answer(route: object, request: Request) -> None:
        asked.append(request)
        route.fulfill(body=NEUTRAL, content_type="text/html")  # type: ignore[attr-defined]

    page.context.route(re.compile(re.escape(guide().neutral_page)), answer)
    page.goto("/help/")
    page.goto(f"/c/{cast.circle.pk}/plan/")
    return asked


@pytest.mark.parametrize("way", ["press", "keys"])
def test_one_is_away_at_once_and_back_does_not_lead_there(
    open_page: OpenPage, cast: Cast, way: str
) -> None:
    page = open_page(cast.patient)
    asked = on_the_plan(page, cast)
    if way == "press":
        page.get_by_role("link", name="Leave this page").click()
    else:
        for _time in range(3):
            page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Weather")).to_be_visible()
    assert page.url == guide().neutral_page
    assert [request.headers.get("referer") for request in asked] == [None]
    page.go_back()
    expect(page).to_have_url(re.compile("/help/"))  # the plan gave up its place


def test_it_works_without_javascript(open_page: OpenPage, cast: Cast) -> None:
    page = open_page(cast.patient, javascript=False)
    asked = on_the_plan(page, cast)
    page.get_by_role("link", name="Leave this page").click()
    expect(page.get_by_role("heading", name="Weather")).to_be_visible()
    assert page.url == guide().neutral_page
    assert [request.headers.get("referer") for request in asked] == [None]


def test_nothing_that_was_typed_stays_on_a_shared_phone(open_page: OpenPage, cast: Cast) -> None:
    page = open_page(cast.patient)
    key = next(c["value"] for c in page.context.cookies() if c.get("name") == "session")
    session = SessionStore(key)
    session.set_expiry(SHARED_PHONE_SECONDS)
    session.save()
    on_the_plan(page, cast)
    page.evaluate("localStorage.setItem('alongside-kept-draft:x', 'words')")
    page.get_by_role("link", name="Leave this page").click()
    expect(page.get_by_role("heading", name="Weather")).to_be_visible()
    page.goto("/help/")
    assert page.evaluate("localStorage.length") == 0
