"""A member of staff comes in with a passkey, edits, previews and publishes an article."""

import re
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.management import call_command
from playwright.sync_api import Page, expect

from apps.library.models import ArticlePage
from tests import tables
from tests.browser.conftest import OpenPage
from tests.browser.inspection import faults
from tests.browser.passkey_device import PasskeyDevice

pytestmark = pytest.mark.browser

EDITOR = "editor@example.org"


@pytest.fixture
def library(transactional_db: None) -> Iterator[None]:
    """Made anew after a test that changed it."""
    yield
    # Numbers go on: a copied cast brings along those it was made with.
    call_command("flush", verbosity=0, interactive=False, reset_sequences=False)
    tables.load_library()


def sign_in(page: Page) -> None:
    """With a code from the mail, and the terms accepted."""
    page.get_by_label("Email").fill(EDITOR)
    page.get_by_role("button", name="Send me a code").click()
    page.wait_for_url("**/sign-in/code/**")
    code = re.search(r"\b\d{6}\b", str(mail.outbox[-1].body))
    assert code
    page.get_by_label("code").fill(code[0])
    page.get_by_role("button", name="Go on").click()


def test_staff_set_up_a_passkey_publish_an_article_and_come_back(
    library: None, open_page: OpenPage
) -> None:
    call_command("operator", "invite", EDITOR)
    assert "/editor/" in str(mail.outbox[-1].body)
    page = open_page(viewport={"width": 1280, "height": 900})
    device = PasskeyDevice(page)

    page.goto("/editor/")
    sign_in(page)
    welcome(page)
    assert faults(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("button", name="Set up a passkey").click()
    page.wait_for_url("**/editor/")

    article = ArticlePage.objects.get(slug="food")
    page.goto(f"/editor/pages/{article.pk}/edit/")
    expect(page.locator("[name=reviewer_name]")).to_have_count(0)
    page.get_by_role("textbox", name="For whom").fill("For anyone who cooks.")
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.get_by_text("For anyone who cooks.")).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("has been published")).to_be_visible()

    page.goto("/learn/food/")
    expect(page.get_by_text("For anyone who cooks.")).to_be_visible()

    # On another day the passkey she has opens the room.
    page.context.clear_cookies()
    device.touch(enabled=False)  # else the email field offers it, and she is in without a code
    page.goto("/editor/")
    sign_in(page)
    device.touch(enabled=True)
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url("**/editor/")
    expect(page.get_by_role("link", name="Pages")).to_be_visible()


def welcome(page: Page) -> None:
    page.wait_for_url("**/welcome/**")
    page.get_by_label("name").fill("Eddie Editor")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Go on").click()
