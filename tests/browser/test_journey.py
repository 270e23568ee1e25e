"""The whole journey against the portal as script/server runs it: real web, worker, beat, database, mail.

From "one field, her email" to a reminder that arrives and is answered without signing in.
"""

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import PHONE, is_fault
from tests.local.portal import Portal

pytestmark = [pytest.mark.soak, pytest.mark.browser, pytest.mark.faults]

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def midday_zone() -> str:
    """A place where it is day now, so that nobody's quiet hours begin during the test."""
    zones = (
        "Europe/London",
        "America/New_York",
        "Pacific/Auckland",
        "Asia/Shanghai",
        "Pacific/Honolulu",
    )
    now = datetime.now(UTC)
    return min(zones, key=lambda zone: abs(now.astimezone(ZoneInfo(zone)).hour - 13))


class Phones:
    """One browser context a person, all at noon somewhere."""

    def __init__(self, browser: Browser, base_url: str) -> None:
        self.browser, self.base_url, self.zone = browser, base_url, midday_zone()
        self.contexts: list[BrowserContext] = []
        self.errors: list[str] = []

    def new(self) -> Page:
        context = self.browser.new_context(
            base_url=self.base_url, viewport=PHONE, timezone_id=self.zone, locale="en-GB"
        )
        context.set_default_timeout(20_000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: self.note(m.text) if is_fault(m.type, m.text) else None)
        page.on("pageerror", lambda error: self.note(str(error)))
        return page

    def note(self, error: str) -> None:
        self.errors.append(error)


@pytest.fixture
def phones(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Phones]:
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    portal = Portal(tmp_path)
    try:
        portal.line_with("Ready:")
        phones = Phones(browser, f"http://localhost:{portal.port}")
        yield phones
        for context in phones.contexts:
            context.close()
        assert phones.errors == []
    finally:
        portal.stop()


def mail_to(phones: Phones, address: str, containing: str = "") -> str:
    """The text of the newest mail to this address in the outbox, waiting until it is there."""
    page = phones.new()
    for _ in range(130):
        answer = page.goto("/outbox/")
        assert answer
        assert answer.status == 200
        rows = page.get_by_role("listitem").filter(has_text=address)
        if containing:
            rows = rows.filter(has_text=containing)
        if rows.count():
            rows.first.get_by_role("link").click()
            text = page.locator("main").inner_text()
            page.context.close()
            phones.contexts.remove(page.context)
            return text
        page.wait_for_timeout(1000)
    raise AssertionError(f"No mail came for {address}.")


def sign_in(phones: Phones, page: Page, address: str, name: str) -> None:
    page.get_by_label("Email").fill(address)
    page.get_by_role("button", name="Send me a code").click()
    code = re.search(r"^\d{6}$", mail_to(phones, address), re.MULTILINE)
    assert code
    page.get_by_label("The 6-digit code").fill(code[0])
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Your name").fill(name)
    page.get_by_label("I have read the terms").check()
    page.get_by_label("I am 18 or older").check()
    page.get_by_role("button", name="Go on").click()


def invite(page: Page, name: str, role: str) -> str:
    page.get_by_role("link", name="Circle", exact=True).click()
    page.get_by_role("link", name="Invite").click()
    page.get_by_label("Who do you want to invite?").fill(name)
    page.get_by_label(re.compile(f"^{role}")).check()
    page.get_by_role("button", name="Make the link").click()
    return page.get_by_label("The link").input_value()


def join(phones: Phones, link: str, address: str, name: str) -> Page:
    page = phones.new()
    page.goto(link)
    expect(page.locator("main")).not_to_contain_text("Mum")
    page.get_by_role("link", name="Sign in with a code").click()
    sign_in(phones, page, address, name)
    page.get_by_role("button", name="Join the circle").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    return page


def add_appointment(page: Page, starts_at: datetime) -> None:
    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_role("link", name="Add").first.click()
    page.get_by_label("What is it?").select_option("Scan")
    page.get_by_label("Date").fill(starts_at.strftime("%Y-%m-%d"))
    page.get_by_label("Time", exact=False).first.fill(starts_at.strftime("%H:%M"))
    page.get_by_label("Where").fill("St Mary’s, level 2")
    page.get_by_label("What to prepare").fill("Nothing to eat from 06:30")
    page.get_by_label("Someone to drive").check()
    page.get_by_role("button", name="Put it in the plan").click()
    expect(page.get_by_role("heading", name="Scan", level=1)).to_be_visible()


def weigh(phones: Phones, page: Page, address: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Bytes on the wire and requests of a page on a phone that has never been here, and once more."""
    context = phones.browser.new_context(
        base_url=phones.base_url, viewport=PHONE, storage_state=page.context.storage_state()
    )
    phones.contexts.append(context)

    def load() -> tuple[int, int]:
        tab = context.new_page()
        wire = context.new_cdp_session(tab)
        wire.send("Network.enable")
        kept: set[str] = set()
        sizes: dict[str, int] = {}
        wire.on("Network.requestServedFromCache", lambda e: kept.add(e["requestId"]))
        wire.on(
            "Network.loadingFinished",
            lambda e: sizes.update({e["requestId"]: int(e["encodedDataLength"])}),
        )
        tab.goto(address, wait_until="networkidle")
        fetched = [size for request, size in sizes.items() if request not in kept and size]
        tab.close()
        return sum(fetched), len(fetched)

    return load(), load()


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    for _ in range(60):
        if holds():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError("It did not happen.")


def test_a_family_uses_the_portal_from_sign_in_to_an_answered_reminder(phones: Phones) -> None:
    # She opens the first page, gets a code, and starts a circle for her mother.
    ana = phones.new()
    ana.goto("/")
    sign_in(phones, ana, "ana@journey.example", "Ana")
    ana.get_by_role("link", name="Start a circle").click()
    ana.get_by_label("Someone I help").check()
    ana.get_by_label("What do you call the patient?").fill("Mum")
    ana.get_by_label("Who are you to them?").fill("her daughter")
    ana.get_by_label("They know about it and agree").check()
    ana.get_by_role("button", name="Start the circle").click()
    expect(ana.get_by_role("heading", level=1)).to_contain_text("Ana")
    circle = ana.url

    # She invites a helper and a follower by link.
    jun = join(phones, invite(ana, "Jun next door", "Helper"), "jun@journey.example", "Jun")
    rosa = join(phones, invite(ana, "Rosa", "Follower"), "rosa@journey.example", "Rosa")

    # She adds an appointment a little over two hours from now, in the patient's time; the helper drives.
    near = datetime.now(ZoneInfo("Europe/London")) + timedelta(hours=2, minutes=1, seconds=20)
    add_appointment(ana, near)
    appointment = ana.url
    jun.goto(circle)
    jun.get_by_role("button", name="I’ll drive").click()
    expect(jun.locator("main")).to_contain_text("You are driving")
    ana.reload()
    expect(ana.locator("main")).to_contain_text("Jun")

    # The follower sees no plan, by no address.
    assert rosa.goto(appointment).status == 403  # type: ignore[union-attr]
    rosa.goto(circle)
    expect(rosa.locator("main")).not_to_contain_text("Scan")

    # A task: added by one, taken and done by the other, shown with who and when.
    ana.goto(circle)
    ana.get_by_role("link", name="Add a task").click()
    ana.get_by_label("What needs doing?").fill("Pick up tablets")
    ana.get_by_role("button", name="Put it on the list").click()
    jun.goto(circle)
    jun.get_by_role("button", name="I can: Pick up tablets").click()
    jun.get_by_role("button", name="Done: Pick up tablets").click()
    rosa.goto(f"{circle}tasks/")
    expect(rosa.locator("main")).to_contain_text("Jun")
    expect(rosa.locator("main")).to_contain_text("Pick up tablets")

    # Today belongs to one circle, with a line for each other one.
    jun.goto("/circles/new/")
    jun.get_by_label("Me: I am the patient").check()
    jun.get_by_role("button", name="Start the circle").click()
    jun.get_by_role("link", name="Mum’s circle").click()
    expect(jun.locator("main")).to_contain_text("Scan")

    # The page is light on a phone that has never been here, and lighter the second time.
    (cold, requests), (warm, _again) = weigh(phones, jun, circle)
    assert 0 < cold <= 60_000
    assert requests <= 6
    assert 0 < warm <= 6_000

    # The reminder arrives, and can be answered on a phone where nobody is signed in.
    letter = mail_to(phones, "jun@journey.example", near.strftime("%H:%M"))
    assert not re.search(r"scan|mary|cancer", letter, re.IGNORECASE)
    stranger = phones.new()
    link = re.search(r"http\S+/r/\S+", letter)
    assert link
    stranger.goto(link[0])
    expect(stranger.locator("main")).not_to_contain_text("Scan")
    stranger.get_by_role("button", name="I’ll be there").click()
    ana.goto(appointment)
    wait_until(ana, lambda: "Confirmed" in ana.locator("main").inner_text())

    # Cancelling takes one press, and so does bringing it back.
    ana.get_by_role("button", name="Cancel this").click()
    ana.get_by_role("button", name=re.compile("Undo|Bring it back")).click()
    expect(ana.get_by_role("button", name="Cancel this")).to_be_visible()

    # She signs out; nobody who is not in the circle sees anything of it.
    ana.get_by_role("button", name="Sign out").click()
    for address in (circle, appointment):
        ana.goto(address)
        expect(ana).to_have_url(re.compile("/sign-in/"))
        stranger.goto(address)
        expect(stranger).to_have_url(re.compile("/sign-in/"))
