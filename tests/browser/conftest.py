"""A real phone-sized browser. Any console error fails the test: that is the alarm of the CSP too."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from apps.accounts.models import User
from tests.people import signed_in
from tests.proof import proved

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs an event loop

PHONE = {"width": 390, "height": 844}
OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, live_server: Any, transactional_db: None) -> Iterator[OpenPage]:
    """Open a phone: ``open_page(user)`` signed in, ``open_page()`` as a stranger; ``fresh``: just proved."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(
        user: User | None = None, *, javascript: bool = True, fresh: bool = False, **options: Any
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url.replace("127.0.0.1", "localhost"),
            viewport=options.pop("viewport", PHONE),
            java_script_enabled=javascript,
            timezone_id=options.pop("timezone_id", "Europe/London"),
            locale="en-GB",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        if user is not None:
            cookie = {
                "name": "session",
                "value": proved(user) if fresh else signed_in(user),
                "domain": "localhost",
                "path": "/",
            }
            context.add_cookies([cookie])
        page = context.new_page()
        page.on("console", lambda m: errors.append(m.text) if is_fault(m.type, m.text) else None)
        page.on("pageerror", lambda e: errors.append(str(e)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def is_fault(kind: str, text: str) -> bool:
    """Chromium reports a form sent back with 4xx as an error of the network; that one is meant."""
    return kind == "error" and "the server responded with a status of 4" not in text
