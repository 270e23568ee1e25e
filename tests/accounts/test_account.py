"""What holds once one is signed in: how long, where to, the terms, one's own details."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from apps.accounts.models import TermsAcceptance, User
from tests.accounts.signing_in import ask, newest_code, sign_in
from tests.people import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name", ["Ana\nBcc: x@example.org", "https://evil.example", "www.evil.example"]
)
def test_a_name_is_one_line_and_no_link(client: Client, name: str) -> None:
    client.force_login(make_user("ana@example.org", "Ana"))
    client.post("/me/details/", {"name": name, "time_zone": "Europe/London"})
    kept = User.objects.get().name
    assert "\n" not in kept
    assert "evil" not in kept


def test_a_borrowed_phone_is_signed_out_after_thirty_idle_minutes(client: Client) -> None:
    start = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        make_user("ana@example.org", "Ana")
        sign_in(client)
        for _ in range(3):  # active: every visit pushes the limit forward
            clock.shift(timedelta(minutes=20))
            assert client.get("/me/").status_code == 200
        clock.shift(timedelta(minutes=31))
        assert client.get("/me/").status_code == 302


def test_typing_is_using_a_borrowed_phone_and_a_page_that_refreshes_itself_is_not(
    client: Client,
) -> None:
    start = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        make_user("ana@example.org", "Ana")
        sign_in(client)
        for _ in range(2):
            clock.shift(timedelta(minutes=20))
            assert client.post("/me/here/", headers={"HX-Request": "true"}).status_code == 204
        clock.shift(timedelta(minutes=20))
        client.get("/me/", headers={"HX-Request": "true"})
        clock.shift(timedelta(minutes=11))
        told = client.post("/me/here/", headers={"HX-Request": "true"})
        assert "You were signed out meanwhile." in told.content.decode()


def test_ones_own_phone_stays_signed_in(client: Client) -> None:
    start = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        make_user("ana@example.org", "Ana")
        sign_in(client, own_phone="on")
        clock.shift(timedelta(days=100))
        assert client.get("/me/").status_code == 200


def test_the_phones_time_zone_is_kept_and_nonsense_is_not(client: Client) -> None:
    sign_in(client, "a@example.org", time_zone="Asia/Shanghai")
    sign_in(Client(), "b@example.org", time_zone="Mars/Base")
    zones = {u.email: u.time_zone for u in User.objects.all()}
    assert zones == {"a@example.org": "Asia/Shanghai", "b@example.org": ""}


def test_a_new_person_first_accepts_the_terms_and_confirms_her_age(client: Client) -> None:
    sign_in(client)
    assert client.get("/circles/")["Location"].startswith("/welcome/")
    refused = client.post("/welcome/", {"name": "Ana", "accept": "on"})
    assert refused.status_code == 422
    assert "confirm your age" in refused.content.decode()
    assert 'value="Ana"' in refused.content.decode()
    client.post("/welcome/", {"name": "Ana", "accept": "on", "old_enough": "on"})
    assert client.get("/circles/").status_code == 200
    assert {a.document for a in TermsAcceptance.objects.all()} == {"terms", "privacy"}


def test_new_terms_are_asked_for_again(client: Client) -> None:
    user = make_user("ana@example.org", "Ana")
    client.force_login(user)
    User.objects.update(terms_version="an older one")
    assert client.get("/circles/")["Location"].startswith("/welcome/")


def test_after_signing_in_one_goes_on_to_where_one_wanted_but_never_to_another_site(
    client: Client,
) -> None:
    make_user("ana@example.org", "Ana")
    for wanted, lands in (("/circles/", "/circles/"), ("https://evil.example/", "/")):
        mail.outbox.clear()
        browser = Client()
        ask(browser, next=wanted)
        response = browser.post("/sign-in/code/", {"code": newest_code()})
        assert response["Location"] == lands


def test_signing_out_ends_the_session_also_from_a_page_that_was_left_open(client: Client) -> None:
    make_user("ana@example.org", "Ana")
    sign_in(client)
    client.post("/sign-out/")
    assert client.get("/me/").status_code == 302
    again = client.post("/sign-out/", follow=True)
    assert again.redirect_chain == [("/sign-in/", 302)]
    assert "You are signed out" in again.content.decode()
    assert client.get("/sign-out/")["Location"] == "/sign-in/"


def test_signed_in_pages_are_not_kept_by_the_phone(client: Client) -> None:
    make_user("ana@example.org", "Ana")
    sign_in(client)
    assert "no-store" in client.get("/me/")["Cache-Control"]


def test_a_profile_without_a_name_or_with_a_made_up_zone_is_not_saved(client: Client) -> None:
    client.force_login(make_user("ana@example.org", "Ana"))
    response = client.post("/me/details/", {"name": "", "time_zone": "Mars/Base"})
    assert response.status_code == 422
    assert User.objects.get().time_zone == "Europe/London"


def test_names_in_any_script_are_kept(client: Client) -> None:
    client.force_login(make_user("ana@example.org", "Ana"))
    client.post("/me/details/", {"name": "陈美 🌷", "time_zone": "Asia/Shanghai"})
    assert "陈美 🌷" in client.get("/me/details/").content.decode()
