"""The reader's country, the search, and what readers say: small doors that take input from anyone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.library.models import Feedback
from tests.people import Cast

pytestmark = pytest.mark.usefixtures("library")

CALL = "/learn/when-to-call/"


def test_without_a_country_no_number_is_named_and_none_is_guessed(client: Client) -> None:
    html = client.get(CALL, REMOTE_ADDR="81.2.69.142").content.decode()
    assert "your team&#x27;s 24-hour number" in html
    assert "tel:" not in html


def test_a_reader_chooses_a_country_and_sees_its_numbers(client: Client) -> None:
    response = client.post("/learn/country/", {"country": "es", "next": CALL})
    assert response["Location"] == CALL
    html = client.get(CALL).content.decode()
    assert 'href="tel:112"' in html
    assert "Spain" in html


def test_one_readers_country_is_never_another_readers(client: Client) -> None:
    client.cookies["country"] = "us"
    assert 'href="tel:911"' in client.get(CALL).content.decode()
    assert "tel:911" not in Client().get(CALL).content.decode()


def test_in_a_circle_the_circles_country_counts(
    cast: Cast, client_for: Callable[[User], Client]
) -> None:
    client = client_for(cast.helper)
    client.cookies["country"] = "us"
    html = client.get(CALL).content.decode()
    assert 'href="tel:999"' in html
    assert "911" not in html


@pytest.mark.parametrize("sent", ["xx", "", "unset", "gb' OR 1=1"])
def test_a_country_we_do_not_know_is_refused(client: Client, sent: str) -> None:
    assert client.post("/learn/country/", {"country": sent}).status_code == 422
    client.cookies["country"] = sent
    assert "tel:" not in client.get(CALL).content.decode()


def test_the_country_page_leads_nowhere_else(client: Client) -> None:
    away = {"country": "gb", "next": "https://evil.example/"}
    assert client.post("/learn/country/", away)["Location"] == "/learn/"


def test_a_search_finds_the_title_first_and_shows_where(client: Client) -> None:
    html = client.get("/learn/search/", {"q": "Bones spine"}).content.decode()
    first = html.index("Which signs in the bones and spine")
    assert first < html.index("<mark>")
    assert "no article" not in html


def test_while_typing_only_the_results_are_sent(client: Client) -> None:
    response = client.get("/learn/search/", {"q": "cough"}, headers={"HX-Request": "true"})
    html = response.content.decode()
    assert "<html" not in html
    assert "signs-in-the-lungs" in html
    assert 'hx-swap-oob="innerHTML"' in html
    assert "HX-Request" in response["Vary"]
    assert response["HX-Replace-Url"] == "/learn/search/?q=cough"  # where Back finds them again


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_what_a_search_shows_names_the_readers_numbers(
    client: Client, headers: dict[str, str]
) -> None:
    client.cookies["country"] = "gb"
    html = client.get("/learn/search/", {"q": "hurt yourself"}, headers=headers).content.decode()
    assert "Call 999 and stay with" in html
    assert "{{" not in html


def test_a_search_explains_a_word_of_the_glossary(client: Client) -> None:
    assert (
        "lymphoedema" in client.get("/learn/search/", {"q": "lymphoedema"}).content.decode().lower()
    )


HARD = [
    "a" * 10_000,
    "\"'",
    "%",
    "100%_",
    "🌷",
    "\x00",
    "\\",
    "<script>alert(1)</script>",
    "  ",
    "乳腺癌",
]


@pytest.mark.parametrize("query", HARD)
def test_any_query_gets_an_answer(client: Client, query: str) -> None:
    response = client.get("/learn/search/", {"q": query})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_a_percent_sign_is_a_letter_and_not_a_wild_card(client: Client) -> None:
    assert "Nothing found" in client.get("/learn/search/", {"q": "bo%ne"}).content.decode()


def test_an_answer_is_kept_without_who_gave_it(
    cast: Cast, client_for: Callable[[User], Client]
) -> None:
    client = client_for(cast.patient)
    response = client.post("/learn/food/feedback/", {"answer": "partly"})
    assert "Thank you" in response.content.decode()
    kept = Feedback.objects.get()
    assert (kept.slug, kept.answer) == ("food", "partly")
    assert {field.name for field in Feedback._meta.get_fields()} == {
        "id",
        "slug",
        "answer",
        "given_on",
    }


def test_an_answer_that_is_none_is_refused(client: Client) -> None:
    assert client.post("/learn/food/feedback/", {"answer": "<b>"}).status_code == 422
    assert not Feedback.objects.exists()


def test_nobody_can_answer_for_a_crowd(client: Client) -> None:
    codes = {client.post("/learn/food/feedback/", {"answer": "yes"}).status_code for _ in range(21)}
    assert codes == {200, 429}


def test_the_pages_that_post_want_a_token() -> None:
    strict: Any = Client(enforce_csrf_checks=True)
    assert strict.post("/learn/country/", {"country": "gb"}).status_code == 403
    assert strict.post("/learn/food/feedback/", {"answer": "yes"}).status_code == 403
