"""Who may enter the editors' room, what it never shows, and who may say that an article was reviewed."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    record_authentication,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.core import mail
from django.core.management import CommandError, call_command
from django.http import HttpRequest
from django.test import Client

from apps.accounts.models import User
from apps.library import services
from apps.library.editing import ArticleForm
from apps.library.models import ArticlePage
from tests.people import Cast, make_user

pytestmark = pytest.mark.usefixtures("library")

ROOM = "/editor/"


def operator(email: str = "editor@example.org", *, is_reviewer: bool = False) -> User:
    user = make_user(email, "Eddie Editor")
    services.invite_operator(email, is_reviewer=is_reviewer)
    return User.objects.get(pk=user.pk)


def note(client: Client, user: User, *, hours_ago: float = 0, **how: str) -> None:
    """As if they had shown that to the sign-in then."""
    request: Any = HttpRequest()
    request.session = client.session
    record_authentication(request, user, **how)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] -= hours_ago * 3600
    request.session.save()


@pytest.fixture
def inside(client_for: Callable[[User], Client]) -> Callable[..., Client]:
    def enter(user: User, **options: Any) -> Client:
        client = client_for(user)
        note(client, user, method="mfa", type="webauthn", **options)
        return client

    return enter


def test_the_signed_out_are_asked_to_sign_in(client: Client) -> None:
    assert client.get(ROOM)["Location"].startswith("/sign-in/?next=/editor/")


def test_for_everyone_else_the_room_does_not_exist(
    cast: Cast, inside: Callable[..., Client]
) -> None:
    for user in cast.people().values():
        assert inside(user).get(ROOM).status_code == 404


def test_staff_without_a_passkey_are_asked_for_it(client_for: Callable[[User], Client]) -> None:
    response = client_for(operator()).get(ROOM)
    assert response["Location"] == "/passkey/?next=%2Feditor%2F"


def test_a_passkey_opens_the_room_for_a_working_day(inside: Callable[..., Client]) -> None:
    user = operator()
    assert inside(user, hours_ago=11).get(ROOM).status_code == 200
    assert inside(user, hours_ago=13).get(ROOM).status_code == 302


@pytest.mark.parametrize(
    "path",
    ["users/", "users/1/", "groups/", "bulk/accounts/user/delete/", "login/", "password_reset/"],
)
def test_no_screen_lists_or_changes_people_not_even_for_a_superuser(
    inside: Callable[..., Client], path: str
) -> None:
    user = operator()
    user.is_superuser = True
    user.save()
    assert inside(user).get(ROOM + path).status_code == 404


def test_the_rows_of_circles_are_nowhere_in_the_room(
    cast: Cast, inside: Callable[..., Client]
) -> None:
    html = inside(operator()).get(ROOM).content.decode()
    assert "Mei" not in html
    assert "example.org" not in html.replace("editor@example.org", "")


def test_the_rooms_own_policy_stays_in_the_room(inside: Callable[..., Client]) -> None:
    client = inside(operator())
    assert "'unsafe-inline'" in client.get(ROOM)["Content-Security-Policy"]
    assert "'unsafe-inline'" not in client.get("/learn/food/")["Content-Security-Policy"]


def test_the_page_before_the_room_is_for_staff_only(
    cast: Cast, client_for: Callable[[User], Client]
) -> None:
    assert client_for(cast.patient).get("/passkey/").status_code == 404


def test_a_first_passkey_wants_a_code_that_was_typed_just_now(
    client_for: Callable[[User], Client],
) -> None:
    response = client_for(operator()).get("/passkey/?next=/editor/", follow=True)
    assert [path for path, _status in response.redirect_chain] == [
        "/me/passkeys/new/?next=%2Feditor%2F",
        "/proof/?next=%2Fme%2Fpasskeys%2Fnew%2F%3Fnext%3D%252Feditor%252F",
    ]


def test_staff_who_have_a_passkey_cannot_add_another_with_a_code_alone(
    client_for: Callable[[User], Client],
) -> None:
    """Else whoever reads their mail could open the room."""
    user = operator()
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={})
    client = client_for(user)
    note(client, user, method="code")
    for path in ("/me/passkeys/new/", "/me/passkeys/1/removal/"):
        assert client.get(path)["Location"].startswith("/passkey/?next=")
        assert client.post(path)["Location"].startswith("/passkey/?next=")


def test_an_answer_that_is_no_passkey_is_refused(client_for: Callable[[User], Client]) -> None:
    user = operator()
    client = client_for(user)
    note(client, user, method="code")
    assert "data-options" in client.get("/me/passkeys/new/").content.decode()
    for sent in ("", "{}", "[]", "not json", '{"id": "x", "response": {}}'):
        assert client.post("/me/passkeys/new/", {"credential": sent}).status_code == 422
    assert client.get(ROOM).status_code == 302


def test_inviting_twice_mails_twice_and_makes_one_account() -> None:
    call_command("operator", "invite", "New@Example.org")
    call_command("operator", "invite", "new@example.org", "--reviewer")
    user = User.objects.get(email="new@example.org")
    assert user.is_staff
    assert not user.is_superuser
    assert user.has_perm("library.review_articlepage")
    assert len(mail.outbox) == 2
    assert "/editor/" in str(mail.outbox[0].body)


def test_a_lost_devices_passkey_and_sessions_end(inside: Callable[..., Client]) -> None:
    user = operator()
    client = inside(user)
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={})
    call_command("operator", "forget-passkey", user.email)
    assert not Authenticator.objects.exists()
    assert client.get(ROOM)["Location"].startswith("/sign-in/")


def test_a_passkey_is_forgotten_for_staff_only(cast: Cast) -> None:
    with pytest.raises(CommandError):
        call_command("operator", "forget-passkey", cast.patient.email)


def test_a_passkey_is_no_second_step_of_signing_in() -> None:
    user = operator()
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={})
    assert not is_mfa_enabled(user)


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError):
        call_command("operator", "invite", "nobody")


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_what_is_taken_down_with_others_is_gone_at_once(
    inside: Callable[..., Client],
    client: Client,
    action: str,
    django_capture_on_commit_callbacks: Any,
) -> None:
    page = ArticlePage.objects.get(slug="food")
    assert client.get("/learn/food/").status_code == 200
    path = f"{ROOM}bulk/wagtailcore/page/{action}/?next={ROOM}&id={page.pk}"
    with django_capture_on_commit_callbacks(execute=True):
        assert inside(operator()).post(path).status_code == 302
        assert client.get("/learn/food/").status_code == 200  # not committed yet
    assert client.get("/learn/food/").status_code == 404


def test_a_new_order_of_the_articles_is_seen_at_once(
    inside: Callable[..., Client], client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    def first() -> str:
        return re.findall(r'"/learn/(\w+)/"', client.get("/learn/topics/living/").content.decode())[
            0
        ]

    assert first() != "moving"
    page = ArticlePage.objects.get(slug="moving")
    with django_capture_on_commit_callbacks(execute=True):
        inside(operator()).post(f"{ROOM}pages/{page.pk}/set_position/?position=0")
    assert first() == "moving"


PARAGRAPH = {"key": "a", "text": "Words.", "type": "unstyled", "depth": 0}
TYPED = {
    "blocks": [PARAGRAPH | {"inlineStyleRanges": [], "entityRanges": []}],
    "entityMap": {},
}


def save(user: User, **changes: Any) -> ArticlePage:
    """The article on food as the editor's form saves it."""
    page = ArticlePage.objects.get(slug="food")
    form_class = ArticlePage.get_edit_handler().get_form_class()
    blank = form_class(instance=page, for_user=user)
    posted = {name: blank[name].value() for name in blank.fields if name != "calls"}
    posted |= {"calls-count": "0", "related": [], "sources": [], "body": json.dumps(TYPED)}
    form: ArticleForm = form_class(posted | changes, instance=page, for_user=user)
    assert form.is_valid(), form.errors
    saved = form.save(commit=False)
    saved.save_revision(user=user).publish()
    return ArticlePage.objects.get(slug="food")


REVIEW = {
    "reviewer_name": "Dr A. Nother",
    "reviewer_role": "Oncologist",
    "reviewed_on": date(2026, 11, 2),
}


def reviewed(page: ArticlePage) -> bool:
    return page.is_reviewed(page.content_hash())


def test_a_reviewer_names_who_approved_the_text_and_readers_see_it(client: Client) -> None:
    assert reviewed(save(operator(is_reviewer=True), **REVIEW))
    html = client.get("/learn/food/").content.decode()
    assert "Reviewed by Dr A. Nother, Oncologist, on 2 November 2026" in html
    assert "Not yet reviewed" not in html


def test_an_editor_cannot_set_a_review() -> None:
    page = save(operator(), **REVIEW)
    assert not page.reviewer_name
    assert not reviewed(page)


def test_any_edit_clears_a_review() -> None:
    save(operator(is_reviewer=True), **REVIEW)
    page = save(operator("other@example.org"), for_whom="For somebody else.")
    assert (page.reviewer_name, page.reviewed_on, reviewed(page)) == ("", None, False)


def test_text_changed_behind_the_editors_back_is_no_longer_reviewed(client: Client) -> None:
    save(operator(is_reviewer=True), **REVIEW)
    ArticlePage.objects.filter(slug="food").update(certainty="Quite another thing.")
    assert "Not yet reviewed" in client.get("/learn/food/").content.decode()


def test_an_update_never_overwrites_a_reviewed_text() -> None:
    from apps.library import shipped

    save(operator(is_reviewer=True), **REVIEW)
    assert "article food" in services.load_shipped(shipped.seed()).kept


def test_half_a_review_is_refused() -> None:
    user = operator(is_reviewer=True)
    with pytest.raises(AssertionError, match="a name, a role and a date"):
        save(user, reviewer_name="Dr A. Nother")


def test_every_screen_an_editor_needs_opens(inside: Callable[..., Client]) -> None:
    client = inside(operator(is_reviewer=True))
    page = ArticlePage.objects.get(slug="food")
    for path in (
        f"pages/{page.get_parent().pk}/",
        f"pages/{page.pk}/edit/",
        f"pages/{page.pk}/history/",
        f"pages/{page.pk}/usage/",
        f"pages/add/library/articlepage/{page.get_parent().pk}/",
        "pages/search/?q=bone",
        "choose-page/",
        "choose-external-link/",
        "snippets/library/term/",
        "snippets/library/source/add/",
        "reports/aging-pages/",
        "account/",
    ):
        assert client.get(ROOM + path).status_code == 200, path
