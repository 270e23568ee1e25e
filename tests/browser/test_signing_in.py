"""Passkeys with the browser's own virtual device, and every page about signing in as a phone shows it."""

import re
from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from playwright.sync_api import Page, expect

from apps.accounts.models import User
from tests.browser.conftest import OpenPage
from tests.browser.inspection import faults, faults_at
from tests.browser.passkey_device import PasskeyDevice
from tests.people import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def code_from_mail() -> str:
    found = re.search(r"^(\d{6})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    return found[1]


def type_code(page: Page) -> None:
    page.get_by_label("The 6-digit code").fill(code_from_mail())
    page.get_by_role("button", name="Go on").click()


def sign_in_by_code(page: Page, address: str) -> None:
    page.goto("/sign-in/?next=/circles/")
    page.get_by_label("Email").fill(address)
    page.get_by_label("This is my own phone").check()
    page.get_by_role("button", name="Send me a code").click()
    type_code(page)


def set_up_a_passkey(page: Page) -> PasskeyDevice:
    """A newcomer: her address is proved first, then the box on the welcome page leads there."""
    device = PasskeyDevice(page)
    sign_in_by_code(page, "ana@example.org")
    page.get_by_label("Your name").fill("Ana Ruiz")
    page.get_by_label("I have read the terms").check()
    page.get_by_label("I am 18 or older").check()
    page.get_by_label("Next time, let me in").check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Set up a passkey").click()
    page.wait_for_url("**/circles/")
    return device


def sign_out(page: Page) -> None:
    page.goto("/me/")
    page.evaluate("localStorage.setItem('alongside-kept-draft', 'words')")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/")


def test_a_newcomer_comes_back_with_the_passkey_she_set_up(
    open_page: OpenPage, transactional_db: None
) -> None:
    page = open_page()
    device = set_up_a_passkey(page)
    device.touch(enabled=False)
    sign_out(page)
    assert page.evaluate("localStorage.length") == 0  # the phone keeps nothing
    page.goto("/sign-in/?next=/me/devices/")
    device.touch(enabled=True)  # and picks it in the email field
    page.wait_for_url("**/me/devices/")
    expect(page.get_by_text("This device")).to_be_visible()
    assert User.objects.count() == 1

    # Where the field offers nothing, the button signs in.
    page.add_init_script("delete PublicKeyCredential.isConditionalMediationAvailable")
    sign_out(page)
    assert faults(page) == []
    page.get_by_label("This is my own phone").check()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/circles/")


def test_a_device_without_the_passkey_says_so_and_the_code_still_works(
    open_page: OpenPage, transactional_db: None
) -> None:
    make_user("ana@example.org", "Ana Ruiz")
    page = open_page()
    page.add_init_script("delete PublicKeyCredential.isConditionalMediationAvailable")
    PasskeyDevice(page)
    page.goto("/sign-in/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("The device gave no passkey")).to_be_visible()
    sign_in_by_code(page, "ana@example.org")
    page.wait_for_url("**/circles/")


def test_no_page_about_signing_in_has_faults(open_page: OpenPage, transactional_db: None) -> None:
    ana = make_user("ana@example.org", "Ana Ruiz")
    passkey = Authenticator.objects.create(
        user=ana, type="webauthn", data={"name": "iPhone", "credential": {}}
    )
    page = open_page()
    sign_in_by_code(page, "ana@example.org")
    page.wait_for_url("**/circles/")
    paths = [
        "/me/",
        "/me/details/",
        "/me/email/",
        "/me/devices/",
        "/me/passkeys/",
        f"/me/passkeys/{passkey.pk}/",
        f"/me/passkeys/{passkey.pk}/removal/",
        "/me/second-step/",
        "/me/second-step/setup/",
        "/me/second-step/removal/",
    ]
    assert faults_at(page, paths) == {}

    page.goto("/me/second-step/setup/")
    secret = page.get_by_role("button", name="Copy it").get_attribute("data-copy") or ""
    counter = int(datetime.now(UTC).timestamp()) // 30
    page.get_by_label("The 6-digit code").fill(format_hotp_value(hotp_value(secret, counter)))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    assert faults(page) == []

    elsewhere = open_page()
    elsewhere.goto("/proof/")
    sign_in_by_code(elsewhere, "ana@example.org")
    elsewhere.wait_for_url("**/sign-in/second-step/")
    assert faults(elsewhere) == []
