"""A quick way out, no sign of who is there, and circles that know nothing of each other."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.circles.access import open_circle
from apps.circles.kinds import Role
from apps.circles.models import Membership
from apps.circles.services.circles import add_member
from apps.core import clock
from apps.core.site_guide import guide
from tests.careplan.drafts import make_appointment, make_task, when
from tests.people import Cast

SignIn = Callable[..., Client]


@pytest.mark.parametrize("path", ["", "plan/", "tasks/", "people/"])
def test_every_page_of_a_circle_has_the_way_out(cast: Cast, client_for: SignIn, path: str) -> None:
    page = client_for(cast.helper).get(f"/c/{cast.circle.pk}/{path}").content.decode()
    assert 'href="/leave/"' in page


@pytest.mark.parametrize("path", ["/me/", "/circles/", "/circles/new/", "/learn/", "/help/"])
def test_pages_outside_have_it_for_whoever_is_signed_in(
    cast: Cast, client_for: SignIn, path: str
) -> None:
    assert 'href="/leave/"' in client_for(cast.helper).get(path).content.decode()
    assert 'href="/leave/"' not in Client().get(path, follow=True).content.decode()


def test_leaving_on_ones_own_phone_keeps_the_session(cast: Cast, client_for: SignIn) -> None:
    client = client_for(cast.helper)
    response = client.get("/leave/")
    assert response["Location"] == guide().neutral_page
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert "Clear-Site-Data" not in response
    page = client.get(f"/c/{cast.circle.pk}/")
    assert page.status_code == 200
    assert "data-shared" not in page.content.decode()


def test_who_has_not_accepted_the_terms_can_leave_too(cast: Cast, client_for: SignIn) -> None:
    client = client_for(cast.helper)
    User.objects.filter(pk=cast.helper.pk).update(terms_version="")
    assert 'href="/leave/"' in client.get("/welcome/").content.decode()
    assert client.get("/leave/")["Location"] == guide().neutral_page


def test_leaving_on_a_shared_phone_signs_out(cast: Cast, client_for: SignIn) -> None:
    client = client_for(cast.helper)
    session = client.session
    session.set_expiry(30 * 60)
    session.save()
    assert "data-shared" in client.get(f"/c/{cast.circle.pk}/").content.decode()
    response = client.get("/leave/")
    assert response["Location"] == guide().neutral_page
    assert "storage" in response["Clear-Site-Data"]  # what was typed and not saved goes too
    assert client.get(f"/c/{cast.circle.pk}/").status_code == 302


def test_nobody_sees_whether_or_when_somebody_was_here(cast: Cast, client_for: SignIn) -> None:
    """Not a word of the people's pages changes by somebody's visit, for anyone but the patient's receipts."""
    member = Membership.objects.get(user=cast.follower)
    watcher = client_for(cast.coordinator)
    paths = [f"/c/{cast.circle.pk}/people/", f"/c/{cast.circle.pk}/people/{member.pk}/"]
    before = [watcher.get(path).content.decode() for path in paths]
    visitor = client_for(cast.follower)
    visitor.get(f"/c/{cast.circle.pk}/")
    visitor.get(f"/c/{cast.circle.pk}/tasks/")
    after = [watcher.get(path).content.decode() for path in paths]
    strip = [_without_tokens(page) for page in (*before, *after)]
    assert strip[:2] == strip[2:]


def _without_tokens(page: str) -> str:
    return "".join(line for line in page.splitlines(True) if "csrf" not in line.lower())


def test_one_taps_from_circle_to_circle_and_sees_which_is_open(
    cast: Cast, client_for: SignIn
) -> None:
    add_member(cast.other_circle, cast.helper, Role.FOLLOWER, "")
    client = client_for(cast.helper)
    for here, line, there in (
        (cast.circle, "You are helping · open now", cast.other_circle),
        (cast.other_circle, "You are following · open now", cast.circle),
    ):
        page = client.get(f"/c/{here.pk}/tasks/").content.decode()
        assert line in page
        assert f'href="/c/{there.pk}/"' in page
        assert page.count("open now") == 1


def test_nothing_of_one_circle_shows_in_the_other(cast: Cast, client_for: SignIn) -> None:
    add_member(cast.other_circle, cast.helper, Role.FOLLOWER, "")  # sees no dates there
    olga, mei = cast.other_circle.pk, cast.circle.pk
    access = open_circle(cast.other, olga)
    make_task(access, "Olga’s task")
    tomorrow = clock.today("Europe/London") + timedelta(days=1)
    make_appointment(access, title="Olga’s visit", when=when(tomorrow))
    make_task(cast.access(cast.patient), "Mei’s task")
    client = client_for(cast.helper)
    assert "Mei’s task" in client.get(f"/c/{mei}/tasks/").content.decode()
    assert "Olga’s task" in client.get(f"/c/{olga}/tasks/").content.decode()
    for path in ("", "plan/", "tasks/", "people/"):
        assert "Olga’s task" not in client.get(f"/c/{mei}/{path}").content.decode()
        assert "Olga’s visit" not in client.get(f"/c/{mei}/{path}").content.decode()
        assert "Mei’s task" not in client.get(f"/c/{olga}/{path}").content.decode()
    line = line_of_the_other(client, mei)
    assert "10:30" not in line
    assert "Nothing coming up" not in line  # not even that is told
    Membership.objects.filter(user=cast.helper, circle=olga).update(levels={"plan": 1})
    assert "10:30" in line_of_the_other(client, mei)


def line_of_the_other(client: Client, circle_id: UUID) -> str:
    today = client.get(f"/c/{circle_id}/").content.decode()
    line = today.partition('id="others"')[2].partition("</li>")[0]
    assert "Olga" in line
    return line
