"""The pages one sees before signing in, as a phone shows them."""

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.inspection import faults_at

pytestmark = pytest.mark.browser

PAGES = [
    "/sign-in/",
    "/help/",
    "/accessibility/",
    "/terms/",
    "/privacy/",
    "/i/wrong.link/",
    "/invited/",
]


def test_no_public_page_has_faults(open_page: OpenPage) -> None:
    assert faults_at(open_page(), PAGES) == {}
