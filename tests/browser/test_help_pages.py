"""Help in a real browser: a neighbour without an account, and two phones that press for one task."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from apps.careplan import services
from apps.careplan.rules import Shows
from tests.access.conftest import Filled, fill
from tests.browser.conftest import OpenPage
from tests.browser.inspection import faults
from tests.people import Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def ours(cast: Cast) -> Filled:
    return fill(cast.circle, cast.coordinator)


def test_a_neighbour_takes_a_task_by_link_and_gives_it_back(
    open_page: OpenPage, cast: Cast, ours: Filled
) -> None:
    shows = Shows(title=True, when=True, notes=True)
    link = services.offer_by_link(cast.access(cast.coordinator), ours.ids["task"], shows)
    path = services.address_of(link).partition("/h/")[2]
    page, looker = open_page(javascript=False), open_page()
    looker.goto(f"/h/{path}")
    assert faults(looker) == []
    page.goto(f"/h/{path}")
    page.get_by_label("Your name").fill("Paul Reed")
    page.get_by_label("Your phone number or email").fill("07700 900 123")
    page.get_by_role("button", name="I’ll do it").click()
    expect(page.get_by_text("You have taken this on. Thank you.")).to_be_visible()
    looker.goto(page.url)
    assert faults(looker) == []
    looker.goto(f"/h/{path}")
    expect(looker.get_by_text("Somebody has taken this on already.")).to_be_visible()
    assert faults(looker) == []
    page.get_by_role("button", name="I can’t after all").click()
    expect(page.get_by_text("This is not with you any more")).to_be_visible()


def test_of_two_phones_that_show_a_task_as_free_the_second_is_told_who_has_it(
    open_page: OpenPage, cast: Cast, ours: Filled
) -> None:
    phones = [open_page(cast.helper), open_page(cast.patient)]
    for page in phones:
        page.goto(reverse("task_list", args=[cast.circle.pk]))
    for page in phones:
        page.get_by_role("button", name="I can: Secret task").click()
    expect(phones[0].get_by_role("button", name="Done: Secret task")).to_be_visible()
    expect(phones[1].get_by_text("Jun Cole was a moment faster")).to_be_visible()
    expect(phones[1].get_by_role("button", name="I can: Secret task")).to_have_count(0)
