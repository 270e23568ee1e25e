"""The script in a real browser, under the real Content-Security-Policy, on pages made up for it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from csp.utils import build_policy
from django.template import Context, Template
from playwright.sync_api import Browser, Page, Route, expect

from portal.storage import JOINED

pytestmark = pytest.mark.browser

SITE = "http://localhost:8999"
OFFLINE = re.compile("ERR_INTERNET_DISCONNECTED|^htmx:(afterRequest|sendError)")
LAYOUT = '{% extends "layouts/public.html" %}{% block main %}'


@dataclass
class Visit:
    """One open page, what was sent from it, and the answers waiting for its requests."""

    page: Page
    answers: dict[str, str] = field(default_factory=dict)
    posts: list[str] = field(default_factory=list)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[[str], Visit]]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, timezone_id="Asia/Shanghai", base_url=SITE
    )
    complaints: list[str] = []

    def open_page(main: str) -> Visit:
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: complaints.append(message.text) if message.type == "error" else None,
        )
        visited = Visit(page)
        visited.answers["/"] = _page(main)
        context.route("**/*", lambda route: _answer(visited, route))
        page.goto("/")
        return visited

    yield open_page
    context.close()
    assert [text for text in complaints if not OFFLINE.search(text)] == []


def _page(main: str) -> str:
    values = {
        "site": SimpleNamespace(site_name="Alongside"),
        "demo": False,
        "user": SimpleNamespace(is_authenticated=False),
        "messages": [],
    }
    return Template(f"{LAYOUT}{main}{{% endblock %}}").render(Context(values))


def _answer(visited: Visit, route: Route) -> None:
    path = route.request.url.removeprefix(SITE)
    if route.request.method == "POST":
        visited.posts.append(route.request.post_data or "")
    if path.removeprefix("/static/") in JOINED:
        kind = "text/css" if path.endswith("css") else "text/javascript"
        route.fulfill(body=JOINED[path.removeprefix("/static/")](), content_type=kind)
    elif path in visited.answers:
        route.fulfill(
            body=visited.answers[path],
            content_type="text/html; charset=utf-8",
            headers={"Content-Security-Policy": build_policy()},
        )
    else:
        route.fulfill(status=204)


def test_a_double_tap_sends_a_form_once(visit: Callable[[str], Visit]) -> None:
    visited = visit(
        '<form method="post" action="/never" data-behaviour="submit-once">'
        '<button name="answer" value="yes">Send</button></form>'
    )
    visited.page.get_by_role("button", name="Send").dblclick()
    visited.page.wait_for_load_state("networkidle")
    assert visited.posts == ["answer=yes"]
    expect(visited.page.get_by_role("button", name="Send")).to_be_disabled()


def test_the_phone_says_its_time_zone(visit: Callable[[str], Visit]) -> None:
    page = visit(
        '<form data-behaviour="time-zone"><input type="hidden" name="time_zone"></form>'
    ).page
    expect(page.locator("[name=time_zone]")).to_have_value("Asia/Shanghai")


def test_a_time_zone_that_is_there_already_stays(visit: Callable[[str], Visit]) -> None:
    page = visit(
        '<input type="hidden" name="zone" value="Europe/Madrid" data-behaviour="time-zone">'
    ).page
    expect(page.locator("[name=zone]")).to_have_value("Europe/Madrid")


COPY = (
    '<button type="button" hidden data-behaviour="copy" data-copy="https://x.test/i/1"'
    ' data-copied="The link is copied." data-sorry="Copy it by hand.">Copy</button>'
)


def test_a_link_is_copied_and_the_page_says_so(visit: Callable[[str], Visit]) -> None:
    page = visit(COPY + '<textarea aria-label="Here"></textarea>').page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=SITE)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text("The link is copied.")
    page.get_by_label("Here").press("Control+v")
    expect(page.get_by_label("Here")).to_have_value("https://x.test/i/1")


def test_what_could_not_be_copied_is_said(visit: Callable[[str], Visit]) -> None:
    page = visit(COPY).page
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text("Copy it by hand.")


MENU = (
    '<details data-behaviour="menu"><summary>Circles</summary><a href="/one">One</a></details>'
    '<a href="/after">After</a>'
)


@pytest.mark.parametrize("going", ["Escape", "Tab", "tap"])
def test_a_menu_closes_when_somebody_goes_on(visit: Callable[[str], Visit], going: str) -> None:
    page = visit(MENU).page
    page.get_by_text("Circles").click()
    page.get_by_role("link", name="One").focus()
    if going == "tap":
        page.locator("main").click(position={"x": 5, "y": 5})
    else:
        page.keyboard.press(going)
    expect(page.get_by_role("link", name="One")).to_be_hidden()
    if going == "Escape":
        expect(page.get_by_text("Circles")).to_be_focused()


def test_nothing_that_gets_the_focus_is_under_the_bar(visit: Callable[[str], Visit]) -> None:
    links = "".join(f'<p><a href="/{n}">Page {n}</a></p>' for n in range(40))
    page = visit(f'{links}<nav class="tabs"><a class="tabs__link" href="/">Today</a></nav>').page
    for n in range(30):
        link = page.get_by_role("link", name=f"Page {n}", exact=True)
        link.focus()
        assert link.evaluate(
            "e => e.getBoundingClientRect().bottom"
            " <= document.querySelector('.tabs').getBoundingClientRect().top"
        )


def test_a_share_button_stays_away_where_phones_cannot_share(visit: Callable[[str], Visit]) -> None:
    page = visit(
        '<button type="button" hidden data-behaviour="share" data-share-url="/i/1">Share</button>'
    ).page
    assert page.evaluate("'share' in navigator") is page.get_by_text("Share").is_visible()


def test_a_lost_network_is_said_until_it_is_back(visit: Callable[[str], Visit]) -> None:
    visited = visit('<button hx-get="/piece" hx-swap="none">Look</button>')
    page, status = visited.page, visited.page.get_by_role("status")
    expect(status).to_be_empty()
    page.context.set_offline(True)
    expect(status).to_contain_text("You are offline.")
    page.context.set_offline(False)
    expect(status).to_have_text("You are online again.")
    page.route("**/piece", lambda route: route.abort("internetdisconnected"), times=1)
    page.get_by_role("button", name="Look").click()
    expect(status).to_contain_text("You are offline.")
    visited.answers["/piece"] = "<p>Here</p>"
    page.get_by_role("button", name="Look").click()
    expect(status).to_have_text("You are online again.")


def test_after_a_swap_the_keyboard_is_where_the_new_piece_says(
    visit: Callable[[str], Visit],
) -> None:
    visited = visit(
        '<div id="task"><button hx-post="/claim" hx-target="#task" hx-swap="outerHTML">I can</button></div>'
    )
    visited.answers["/claim"] = (
        '<div id="task"><a href="/elsewhere">Other</a><button data-focus>Undo</button></div>'
        '<div id="status" hx-swap-oob="innerHTML">You took it.</div>'
    )
    visited.page.get_by_role("button", name="I can").press("Enter")
    expect(visited.page.get_by_role("button", name="Undo")).to_be_focused()
    expect(visited.page.get_by_role("status")).to_have_text("You took it.")


def test_a_refusal_is_shown_until_the_next_press(visit: Callable[[str], Visit]) -> None:
    visited = visit('<button hx-post="/claim" hx-swap="none">I can</button>')
    page, status = visited.page, visited.page.get_by_role("status")
    page.clock.install()
    visited.answers["/claim"] = (
        '<div id="status" hx-swap-oob="innerHTML"><p data-kind="warns">Mei was faster.</p></div>'
    )
    page.get_by_role("button", name="I can").click()
    expect(status).to_have_text("Mei was faster.")
    page.clock.run_for(60_000)
    expect(status).to_have_text("Mei was faster.")
    page.get_by_role("main").click()
    expect(status).to_be_empty()


def doses(*names: str, ticked: str = "") -> str:
    """A piece that each press on it replaces."""
    rows = "".join(
        f'<li><a class="list__link" href="/{name}">{name}</a><form method="post" hx-post="/{name}"'
        f' data-behaviour="submit-once"><button>Tick {name}</button></form></li>'
        for name in names
    )
    swap = 'hx-target="this" hx-swap="outerHTML" hx-sync="this:queue all"'
    return f'<div id="doses" {swap}><ul>{rows}</ul><p>{ticked}</p></div>'


def test_of_two_quick_presses_on_a_piece_neither_is_lost_and_the_last_answer_shows_both(
    visit: Callable[[str], Visit],
) -> None:
    visited, held = visit(doses("One", "Two")), list[Route]()
    page = visited.page
    page.route("**/One", lambda route: held.append(route))
    visited.answers["/Two"] = doses("One", "Two", ticked="One and two")
    with page.expect_request("**/One"):
        page.get_by_role("button", name="Tick One").press("Enter")
    page.get_by_role("button", name="Tick Two").press("Enter")
    assert visited.posts == []  # it waits
    held[0].fulfill(body=doses("One", "Two", ticked="One"), content_type="text/html")
    expect(page.get_by_text("One and two")).to_be_visible()
    expect(page.get_by_role("link", name="Two")).to_be_focused()  # the same row
    assert len(visited.posts) == 1


def test_a_swap_elsewhere_leaves_the_keyboard_alone(visit: Callable[[str], Visit]) -> None:
    visited = visit(
        '<button hx-post="/more" hx-target="#list">More</button><div id="list"><p>One</p></div>'
    )
    visited.answers["/more"] = "<p>Two</p>"
    more = visited.page.get_by_role("button", name="More")
    more.press("Enter")
    expect(visited.page.get_by_text("Two")).to_be_visible()
    expect(more).to_be_focused()


def test_behaviours_reach_pieces_that_were_swapped_in(visit: Callable[[str], Visit]) -> None:
    visited = visit(
        '<button hx-post="/form" hx-target="#place">Open</button><div id="place"></div>'
    )
    visited.answers["/form"] = '<input name="zone" data-behaviour="time-zone" aria-label="Zone">'
    visited.page.get_by_role("button", name="Open").click()
    expect(visited.page.get_by_label("Zone")).to_have_value("Asia/Shanghai")


PUSH = (
    '<form method="post" action="/never" data-behaviour="push" data-key="k" data-worker="/sw.js">'
    '<input type="hidden" name="endpoint"><input type="hidden" name="p256dh">'
    '<input type="hidden" name="auth"><p data-cannot>No</p><p data-sorry hidden>Sorry</p>'
    "<div data-can hidden><button>Notify me</button></div></form>"
)
# A headless browser has no push service: what it would say is said here, a moment later.
ALLOW = """(allowed) => {
  const later = (value) => new Promise((done) => setTimeout(() => done(value), 1));
  const found = { toJSON: () => ({ endpoint: "e", keys: { p256dh: "p", auth: "a" } }) };
  Notification.requestPermission = () => later(allowed ? "granted" : "denied");
  navigator.serviceWorker.register = () => later({ pushManager: { subscribe: () => later(found) } });
}"""


def test_a_browser_that_may_notify_says_where(visit: Callable[[str], Visit]) -> None:
    visited = visit(PUSH)
    visited.page.evaluate(ALLOW, True)
    expect(visited.page.get_by_text("No", exact=True)).to_be_hidden()
    with visited.page.expect_response(lambda response: response.request.method == "POST"):
        visited.page.get_by_role("button", name="Notify me").click()
    assert visited.posts == ["endpoint=e&p256dh=p&auth=a"]


def test_one_that_may_not_is_told_so_and_sends_nothing(visit: Callable[[str], Visit]) -> None:
    visited = visit(PUSH)
    visited.page.evaluate(ALLOW, False)
    visited.page.get_by_role("button", name="Notify me").click()
    expect(visited.page.get_by_text("Sorry")).to_be_visible()
    assert visited.posts == []
