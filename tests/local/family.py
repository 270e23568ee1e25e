"""What a family does on its phones, step by step: sign in, invite, join, add an appointment."""

import re
from datetime import datetime

from playwright.sync_api import Page, expect

from tests.local.phones import Phones, mail_to


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
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Circle").click()
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
