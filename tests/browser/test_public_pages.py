"""The pages one sees before signing in, as a phone shows them."""

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.inspection import faults

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    "path",
    ["/sign-in/", "/help/", "/accessibility/", "/terms/", "/privacy/", "/i/wrong.link/"],
)
def test_a_public_page_has_no_faults(open_page: OpenPage, path: str) -> None:
    page = open_page()
    page.goto(path)
    assert faults(page) == []
