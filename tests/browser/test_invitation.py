"""An invitation from the inviter's page to the newcomer's, as phones show it, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.inspection import faults
from tests.people import Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def test_a_code_that_was_read_out_leads_a_newcomer_in_without_javascript(
    open_page: OpenPage, cast: Cast
) -> None:
    inviter = open_page(cast.coordinator, javascript=False, fresh=True)
    inviter.goto(f"/c/{cast.circle.pk}/people/invite/")
    inviter.get_by_label("Who do you want to invite?").fill("Sam")
    inviter.get_by_role("button", name="Make the link").click()
    code = inviter.locator(".spoken").inner_text()
    expect(inviter.get_by_role("img", name="A picture for the camera of a phone")).to_be_visible()

    outside = open_page()
    outside.goto("/invited/")
    outside.get_by_label("The code you were told").fill(code.lower())
    outside.get_by_role("button", name="Go on").click()
    expect(outside.get_by_role("heading", level=1)).to_have_text("Ana invites you to help")
    assert faults(outside) == []

    newcomer = open_page(cast.stranger)
    newcomer.goto(outside.url)
    expect(newcomer.locator("main")).to_contain_text("You are signed in as Sam Stranger")
    assert faults(newcomer) == []
    newcomer.get_by_role("button", name="Join the circle").click()
    expect(newcomer.locator("main")).to_contain_text("Welcome")
