"""When something goes wrong the page is calm, needs nothing, and shows a way on."""

import pytest
from django.template.loader import get_template

ERRORS = ["400", "403", "403_csrf", "404", "413", "429", "500", "503"]


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_page_needs_no_context_and_leads_home_to_help_and_away(error: str) -> None:
    page = get_template(f"{error}.html").render()
    assert page.count("<h1>") == 1
    assert 'href="/"' in page
    assert 'href="/help/"' in page
    assert 'data-behaviour="leave"' in page
    assert "app.css" in page


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_page_has_its_heading_as_title_and_no_blame(error: str) -> None:
    page = get_template(f"{error}.html").render()
    heading = page.split("<h1>")[1].split("</h1>")[0]
    assert f"<title>{heading}</title>" in page
    read = page[page.index("<body") :].lower()
    assert not any(word in read for word in ("error", "forbidden", "invalid", "illegal", "denied"))


def test_what_is_missing_and_what_is_not_yours_read_the_same() -> None:
    page = get_template("404.html").render({"exception": "No Appointment matches"})
    assert "Appointment" not in page
