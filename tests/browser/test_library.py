"""The library on a phone: looked at in both themes, and used by touch, by keyboard and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.inspection import faults, faults_at
from tests.people import make_cast

pytestmark = pytest.mark.browser

ARTICLE = "/learn/signs-in-the-bones/"


PAGES = [
    "/learn/",
    "/learn/topics/signs/",
    ARTICLE,
    "/learn/words/",
    "/learn/when-to-call/",
    "/learn/country/",
    "/learn/food/feedback/",
    "/learn/search/?q=bone",
    "/learn/search/?q=xyzzy",
]


def test_no_page_of_the_library_has_faults(open_page: OpenPage) -> None:
    assert faults_at(open_page(), PAGES) == {}
    member = open_page(make_cast().helper)
    assert faults_at(member, [ARTICLE, "/learn/when-to-call/"]) == {}
    expect(member.get_by_role("link", name="Learn").first).to_be_visible()


def test_a_word_is_explained_by_touch_and_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(has_touch=True)
    page.goto(ARTICLE)
    term = page.get_by_role("button", name="spinal cord compression")
    note = page.locator("#term-1")
    expect(note).to_be_hidden()
    term.tap()
    expect(note).to_be_visible()
    note.get_by_role("button", name="Close").tap()
    expect(note).to_be_hidden()
    term.focus()
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(term).to_be_focused()


def test_a_word_is_explained_without_javascript(open_page: OpenPage) -> None:
    page = open_page(javascript=False)
    page.goto(ARTICLE)
    page.get_by_role("button", name="spinal cord compression").click()
    expect(page.locator("#term-1")).to_be_visible()


def test_results_come_while_typing_and_are_counted_aloud(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/learn/")
    page.get_by_label("Search").fill("cough")
    results = page.locator("#search-results")
    expect(results.get_by_role("link", name="lungs")).to_be_visible()
    expect(page.locator("#search-count")).to_contain_text("found")


def test_without_javascript_a_search_is_a_page_and_a_country_is_kept(open_page: OpenPage) -> None:
    page = open_page(javascript=False)
    page.goto("/learn/")
    page.get_by_label("Search").fill("cough")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("link", name="lungs")).to_be_visible()
    page.goto("/learn/when-to-call/")
    page.get_by_role("link", name="Choose your country").click()
    page.get_by_label("United Kingdom").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Call 999")).to_be_visible()
    expect(page.get_by_role("heading", name="When to call now")).to_be_visible()


def test_a_reader_says_whether_it_was_clear_without_leaving_the_article(
    open_page: OpenPage,
) -> None:
    page = open_page()
    page.goto(ARTICLE)
    page.get_by_role("link", name="Was this clear?").click()
    page.get_by_label("Partly").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Thank you.")).to_be_visible()
    assert page.url.endswith(ARTICLE)


def test_an_article_is_read_aloud_paragraph_by_paragraph(open_page: OpenPage) -> None:
    page = open_page()
    page.add_init_script("speechSynthesis.speak = piece => (window.said ??= []).push(piece.text)")
    page.goto(ARTICLE)
    page.get_by_role("button", name="Read aloud").click()
    said = page.evaluate("said")
    assert said[0] == "The spine first"
    assert "rare" in said[1]
    assert not any("Close" in piece for piece in said)
    page.get_by_role("button", name="Stop reading").click()
    expect(page.get_by_role("button", name="Read aloud")).to_be_visible()


def test_on_paper_only_the_article_is_left(open_page: OpenPage) -> None:
    page = open_page()
    page.goto(ARTICLE)
    page.emulate_media(media="print")
    for name in ("Read aloud", "Print", "Search"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    expect(page.get_by_role("heading", name="Sources")).to_be_visible()
    expect(page.get_by_role("link", name="Was this clear?")).to_be_hidden()
    expect(page.get_by_role("navigation")).to_have_count(0)
