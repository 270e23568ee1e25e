"""Phones beside a running script/server: one browser context a person, and what its outbox got for them."""

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import PHONE, is_fault

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# A line of the outbox, and where its letter is.
LETTER = re.compile(r'<li class="list__item">.*?href="([^"]+)".*?</li>', re.DOTALL)


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


def mail_to(phones: Phones, address: str, containing: str = "") -> str:
    """The text of the newest mail to this address in the outbox, waiting until it is there."""
    page = phones.new()
    for _ in range(260):
        answer = page.request.get("/outbox/")
        assert answer.ok
        rows = LETTER.finditer(answer.text())
        wanted = [row[1] for row in rows if address in row[0] and containing in unescape(row[0])]
        if wanted:
            page.goto(wanted[0])
            text = page.locator("main").inner_text()
            page.context.close()
            phones.contexts.remove(page.context)
            return text
        page.wait_for_timeout(500)
    raise AssertionError(f"No mail came for {address}.")


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
