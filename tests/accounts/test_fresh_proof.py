"""Before something weighty people show once more that it is them, and then are where they were."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from apps.accounts.fresh import FreshProof
from apps.accounts.models import User
from portal.urls import urlpatterns as portal_urls
from tests.accounts.signing_in import newest_code, sign_in, wrong
from tests.people import make_user
from tests.proof import prove

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.test_fresh_proof")]


class Weighty(FreshProof):
    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("the form")

    def post(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("done")


urlpatterns = [*portal_urls, path("weighty/", Weighty.as_view())]

LEAD = "/proof/?next=%2Fweighty%2F"


@pytest.fixture
def ana() -> User:
    return make_user("ana@example.org", "Ana")


@pytest.fixture
def phone(ana: User, client_for: Callable[[User], Client]) -> Client:
    """Signed in long ago."""
    return client_for(ana)


def test_a_session_left_open_is_asked_and_comes_back(phone: Client) -> None:
    assert phone.get("/weighty/")["Location"] == LEAD
    assert "Send me a code by email" in phone.get(LEAD).content.decode()
    phone.post(LEAD, {"send": "mail", "next": "/weighty/"})
    response = phone.post("/proof/code/", {"code": newest_code()})
    assert response["Location"] == "/weighty/"
    assert phone.get("/weighty/").content == b"the form"
    assert phone.post("/weighty/").content == b"done"


def test_a_post_without_proof_changes_nothing_and_leads_to_the_thing(phone: Client) -> None:
    assert phone.post("/weighty/")["Location"] == LEAD


def test_a_fragment_leads_the_whole_page_there_and_back_to_where_it_was(phone: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/circles/"}
    response = phone.post("/weighty/", headers=headers)
    assert response["HX-Redirect"] == "/proof/?next=%2Fcircles%2F"


def test_signing_in_just_now_is_proof_enough(ana: User, client: Client) -> None:
    sign_in(client)
    assert client.get("/weighty/").content == b"the form"


def test_a_proof_of_nine_minutes_ago_still_opens(ana: User, phone: Client) -> None:
    prove(phone, ana, minutes_ago=9)
    assert phone.get("/weighty/").status_code == 200


def test_an_old_proof_no_longer_opens_but_still_sends_what_was_begun(
    ana: User, phone: Client
) -> None:
    prove(phone, ana, minutes_ago=11)
    assert phone.get("/weighty/").status_code == 302
    assert phone.post("/weighty/").content == b"done"


def test_a_proof_of_twenty_minutes_ago_sends_nothing(ana: User, phone: Client) -> None:
    prove(phone, ana, minutes_ago=21)
    assert phone.post("/weighty/")["Location"] == LEAD


def test_the_proof_of_someone_else_on_this_phone_is_none(phone: Client) -> None:
    prove(phone, make_user("jun@example.org", "Jun"))
    assert phone.get("/weighty/")["Location"] == LEAD


def test_a_wrong_code_proves_nothing(phone: Client) -> None:
    phone.post("/proof/", {"send": "mail", "next": "/weighty/"})
    assert phone.post("/proof/code/", {"code": wrong(newest_code())}).status_code == 422
    assert phone.get("/weighty/")["Location"] == LEAD


def test_the_way_back_is_to_where_one_was_asked(phone: Client) -> None:
    assert 'class="back" href="/me/"' in phone.get("/proof/?next=/me/data/").content.decode()
    in_circle = phone.get("/proof/?next=/c/1/people/").content.decode()
    assert 'class="back" href="/"' in in_circle


def test_one_never_goes_on_to_another_site(phone: Client) -> None:
    phone.post("/proof/", {"send": "mail", "next": "https://evil.example/"})
    assert phone.post("/proof/code/", {"code": newest_code()})["Location"] == "/"


def test_codes_to_prove_it_are_counted_with_the_others(phone: Client) -> None:
    for _ in range(3):
        phone.post("/proof/", {"send": "mail"})
    assert phone.post("/proof/", {"send": "mail"}).status_code == 429
