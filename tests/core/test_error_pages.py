"""Kind pages for what cannot be answered: they say what to do next and hint at nothing."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client

from apps.core import site_guide
from apps.core.views import pages
from tests.people import Cast

SignIn = Callable[..., Client]


def text(response) -> str:  # type: ignore[no-untyped-def]
    return str(response.content.decode())


def test_a_page_that_is_not_there_and_one_that_is_not_ones_own_look_the_same(
    cast: Cast, client_for: SignIn
) -> None:
    client = client_for(cast.stranger)
    bodies = {
        text(client.get(path))
        for path in (f"/c/{cast.circle.pk}/", f"/c/{uuid4()}/", "/nothing/of/the/kind/")
    }
    assert len(bodies) == 1
    assert "Mei" not in bodies.pop()


def test_a_member_without_the_level_is_told_whom_to_ask(cast: Cast, client_for: SignIn) -> None:
    response = client_for(cast.follower).get(f"/c/{cast.circle.pk}/people/")
    assert response.status_code == 403
    assert "ask the patient or the coordinator" in text(response)


def test_a_form_without_its_token_gets_a_page_that_says_what_to_do(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.helper)
    response = client.post("/circles/new/", {"who": "self"})
    assert response.status_code == 403
    assert "Go back, reload the page and send it again" in text(response)


def test_a_form_that_is_far_too_long_is_refused_as_such(cast: Cast, client_for: SignIn) -> None:
    response = client_for(cast.coordinator).post(
        f"/c/{cast.circle.pk}/tasks/new/", {"title": "x", "notes": "y" * 1_100_000}
    )
    assert response.status_code == 413
    assert "nothing was saved" in text(response)


def test_a_bad_host_gets_a_plain_page(db: None) -> None:
    response = Client().get("/sign-in/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "<h1>" in text(response)


@pytest.mark.parametrize(("error", "status"), [(OperationalError, 503), (RuntimeError, 500)])
def test_a_fault_of_ours_gets_a_page_that_needs_no_database(
    db: None, monkeypatch: pytest.MonkeyPatch, error: type[Exception], status: int
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise error("secret detail")

    monkeypatch.setattr(pages, "render", fail)
    response = Client(raise_request_exception=False).get("/help/")
    assert response.status_code == status
    assert "secret detail" not in text(response)
    assert "<h1>" in text(response)


def test_help_names_the_operator_and_the_emergency_number(db: None) -> None:
    page = text(Client().get("/help/"))
    assert site_guide.guide().contact_email in page
    assert 'href="tel:01632960000"' in page
    assert str(site_guide.guide().emergency_number) in page


def test_an_id_that_is_none_never_stops_a_form(cast: Cast, client_for: SignIn) -> None:
    form = {"once": "not-an-id", "title": "Cook"}
    response = client_for(cast.helper).post(f"/c/{cast.circle.pk}/tasks/new/", form)
    assert response.status_code == 302


def test_the_manifest_names_icons_that_exist(db: None, client: Client) -> None:
    manifest = client.get("/manifest.webmanifest").json()
    from django.contrib.staticfiles import finders

    for icon in manifest["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/"))
