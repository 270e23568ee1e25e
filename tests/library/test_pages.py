"""The public pages: what everyone may read, how often the database is asked, what may be cached."""

from collections.abc import Callable

import brotli
import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import User
from apps.library.models import ArticlePage, Source, Term
from portal import storage
from tests.people import Cast

pytestmark = pytest.mark.usefixtures("library")

ARTICLE = "/learn/signs-in-the-bones/"
SHARED = ("/learn/", "/learn/topics/signs/", ARTICLE, "/learn/words/", "/learn/when-to-call/")


@pytest.mark.parametrize("path", SHARED)
def test_a_page_is_public_and_may_be_cached_for_everyone(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=300"
    assert "Cookie" in response["Vary"]
    assert not response.cookies


@pytest.mark.parametrize("path", SHARED)
def test_a_cached_page_holds_no_token_and_no_form_that_posts(client: Client, path: str) -> None:
    html = client.get(path).content.decode()
    assert "csrf" not in html
    assert 'method="post"' not in html


def test_a_cold_article_asks_three_things_and_a_kept_one_nothing(client: Client) -> None:
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as cold:
        client.get(ARTICLE)
    assert len(cold) <= 3
    with CaptureQueriesContext(connection) as warm:
        client.get(ARTICLE)
    assert len(warm) == 0


def test_a_member_gets_an_article_with_at_most_eight_questions(
    cast: Cast, client_for: Callable[[User], Client]
) -> None:
    client = client_for(cast.patient)
    cache.clear()
    with CaptureQueriesContext(connection) as cold:
        response = client.get(ARTICLE)
    assert len(cold) <= 8
    assert response["Cache-Control"] == "no-store, private"


def test_an_article_and_its_files_weigh_at_most_45_kilobytes() -> None:
    client = Client()
    heaviest = max(
        len(brotli.compress(client.get(f"/learn/{slug}/").content, quality=5))
        for slug in ArticlePage.objects.values_list("slug", flat=True)
    )
    files = sum(len(brotli.compress(join().encode())) for join in storage.JOINED.values())
    assert heaviest + files <= 45_000


def test_who_comes_again_is_told_that_nothing_changed(client: Client) -> None:
    etag = client.get(ARTICLE)["ETag"]
    assert client.get(ARTICLE, headers={"If-None-Match": etag}).status_code == 304


def test_a_member_keeps_their_tabs(cast: Cast, client_for: Callable[[User], Client]) -> None:
    html = client_for(cast.helper).get(ARTICLE).content.decode()
    assert 'aria-current="page"' in html
    assert "Mei’s circle" in html


def test_one_members_page_is_never_another_readers(
    cast: Cast, client: Client, client_for: Callable[[User], Client]
) -> None:
    client_for(cast.patient).get(ARTICLE)
    assert "Mei" not in client.get(ARTICLE).content.decode()


def test_an_article_has_everything_a_reader_needs_to_judge_it(client: Client) -> None:
    html = client.get(ARTICLE).content.decode()
    for words in (
        "For people who have had breast cancer",
        "minutes to read",
        "In short",
        "When to call",
        "What to do next",
        "How certain is this?",
        "This does not replace your team.",
        "Not yet reviewed by a clinician",
        "Checked in November 2026. Next check by",
        "Was this clear?",
        "Read on",
    ):
        assert words in html
    assert str(Source.objects.get(key="nice-spine").year) in html


def test_every_article_can_be_read_and_shows_no_unfilled_number(client: Client) -> None:
    slugs = ArticlePage.objects.values_list("slug", flat=True)
    assert len(slugs) == 18
    for slug in slugs:
        response = client.get(f"/learn/{slug}/")
        assert response.status_code == 200
        assert "{{" not in response.content.decode()


def test_an_editor_may_name_a_number_in_any_text(client: Client) -> None:
    place = "{{hotline}}"
    ArticlePage.objects.filter(slug="food").update(
        for_whom=place, summary=place, certainty=place, next_steps=place
    )
    Term.objects.update(meaning=place)
    for path in ("/learn/food/", "/learn/topics/living/", "/learn/words/", "/learn/search/?q=food"):
        html = client.get(path).content.decode()
        assert "24-hour number" in html, path
        assert "{{" not in html, path


def test_an_article_that_is_not_published_is_not_there(client: Client) -> None:
    page = ArticlePage.objects.get(slug="food")
    page.unpublish()
    cache.clear()
    assert client.get("/learn/food/").status_code == 404
    assert "/learn/food/" not in client.get("/learn/").content.decode()


@pytest.mark.parametrize(
    "path", ["/learn/nothing/", "/learn/topics/nothing/", "/learn/nothing/feedback/"]
)
def test_what_does_not_exist_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_word_is_explained_in_place_without_javascript(client: Client) -> None:
    html = client.get(ARTICLE).content.decode()
    assert (
        '<button class="term" type="button" popovertarget="term-1">spinal cord compression' in html
    )
    assert 'id="term-1" popover' in html


def test_when_to_call_is_one_tap_from_every_page(
    cast: Cast, client: Client, client_for: Callable[[User], Client]
) -> None:
    link = 'href="/learn/when-to-call/"'
    for path in ("/sign-in/", "/help/", "/learn/", "/nowhere/"):
        assert link in client.get(path).content.decode()
    member = client_for(cast.follower)
    for path in (f"/c/{cast.circle.pk}/people/", "/circles/", "/me/", ARTICLE):
        assert link in member.get(path).content.decode()


def test_an_article_past_its_check_says_so(client: Client) -> None:
    assert "past its check" not in client.get(ARTICLE).content.decode()
    cache.clear()
    with time_machine.travel("2028-01-01T12:00:00Z", tick=False):
        html = client.get(ARTICLE).content.decode()
    assert "This page is past its check" in html
    assert "were due to be checked again by 30 November 2027" in html
