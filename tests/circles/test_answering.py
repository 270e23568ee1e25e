"""The other side of an invitation: previews, saying no, and links that reach the wrong person."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from apps.accounts.models import User
from apps.circles.models import Invitation, Membership, Receipt
from apps.core import clock
from tests.circles.test_invitations import invite, path_of
from tests.people import Cast, make_circle, make_user
from tests.proof import prove_again

SignIn = Callable[..., Client]


@pytest.fixture
def newcomer(db: None) -> User:
    return make_user("lee@example.org", "Lee Newcomer")


# --- Links as they arrive ----------------------------------------------------------------------------


def test_previews_of_messengers_use_nothing_up_and_say_nothing(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    path = path_of(invite(client_for(cast.patient), cast))
    for _ in range(30):
        text = Client().get(path, headers={"User-Agent": "WhatsApp/2.23"}).content.decode()
    assert "<title>Mei invites you to help" in text
    assert 'property="og:title" content="Mei invites you to help"' in text
    assert "Chen" not in text
    assert not re.search("cancer|hospital|patient", text.lower())
    assert client_for(newcomer).post(path)["Location"] == f"/c/{cast.circle.pk}/"


@pytest.mark.parametrize("tail", [".", ")", ",", "%20", "https://portal.example/i/", "/x"])
def test_a_link_with_something_stuck_to_it_still_leads_there(
    cast: Cast, client_for: SignIn, tail: str
) -> None:
    path = path_of(invite(client_for(cast.coordinator), cast))
    answer = Client().get(f"{path.rstrip('/')}{tail}", follow=True)
    assert "invites you to help" in answer.content.decode()


def test_a_link_pasted_twice_still_leads_there(cast: Cast, client_for: SignIn) -> None:
    path = path_of(invite(client_for(cast.coordinator), cast))
    answer = Client().get(f"{path}http://testserver{path}", follow=True)
    assert "invites you to help" in answer.content.decode()


def test_a_truncated_link_is_no_try_at_its_secret(cast: Cast, client_for: SignIn) -> None:
    invitation = invite(client_for(cast.coordinator), cast)
    for _ in range(12):
        assert Client().get(path_of(invitation)[:-6] + "/").status_code == 404
    assert Client().get(path_of(invitation)).status_code == 200


def test_an_old_link_says_whom_to_ask_and_no_more(cast: Cast, client_for: SignIn) -> None:
    invitation = invite(client_for(cast.coordinator), cast)
    with time_machine.travel(invitation.expires_at + timedelta(seconds=1)):
        text = Client().get(path_of(invitation)).content.decode()
    assert "too old. Ask Ana for a new one" in text
    assert "Mei" not in text


def test_an_invitation_that_ran_out_can_be_sent_again(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    client = client_for(cast.coordinator)
    invitation = invite(client, cast)
    with time_machine.travel(invitation.expires_at + timedelta(seconds=1)):
        prove_again(client).post(f"/c/{cast.circle.pk}/invitations/{invitation.pk}/link/")
        invitation.refresh_from_db()
        assert client_for(newcomer).post(path_of(invitation)).status_code == 302


# --- Saying no ---------------------------------------------------------------------------------------


def test_no_thank_you_needs_no_account_and_ends_the_invitation(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    invitation = invite(client_for(cast.coordinator), cast)
    Client().post(f"{path_of(invitation)}no/")
    assert client_for(newcomer).post(path_of(invitation)).status_code == 404
    detail = f"/c/{cast.circle.pk}/invitations/{invitation.pk}/"
    assert "It was declined" in client_for(cast.coordinator).get(detail).content.decode()
    assert Receipt.objects.filter(action="declined", subject_id=invitation.pk).count() == 1


def test_the_inviter_cannot_tell_unwanted_from_declined(cast: Cast, client_for: SignIn) -> None:
    client = client_for(cast.coordinator)
    pages = []
    for answer in ({}, {"unwanted": "yes"}):
        invitation = invite(client, cast)
        Client().post(f"{path_of(invitation)}no/", answer)
        page = client.get(f"/c/{cast.circle.pk}/invitations/{invitation.pk}/").content.decode()
        pages.append(
            re.sub(
                r"[0-9a-f]{8}-[0-9a-f-]+|csrf\S+|value=\"\w{64}\"|\{\"X-CSRFToken[^}]*\}", "", page
            )
        )
    assert pages[0] == pages[1]


def test_who_sent_three_unwanted_invitations_cannot_invite_for_a_month(
    cast: Cast, client_for: SignIn
) -> None:
    client = client_for(cast.coordinator)
    for _ in range(3):
        Client().post(f"{path_of(invite(client, cast))}no/", {"unwanted": "yes"})
    form = {"name": "Lee", "role": "helper", "email": ""}
    page = client.post(f"/c/{cast.circle.pk}/people/invite/", form)
    assert page.status_code == 422
    assert "You cannot invite anyone for now" in page.content.decode()
    assert invite(client_for(cast.patient), cast)
    with time_machine.travel(clock.now() + timedelta(days=31)):
        assert invite(client_for(cast.coordinator), cast)


def test_getting_the_address_of_a_no_says_no_to_nothing(cast: Cast, client_for: SignIn) -> None:
    path = path_of(invite(client_for(cast.coordinator), cast))
    assert Client().get(f"{path}no/")["Location"] == path
    assert Client().get(path).status_code == 200


# --- The wrong person --------------------------------------------------------------------------------


def test_somebody_else_on_this_phone_signs_out_and_comes_back_to_the_link(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    path = path_of(invite(client_for(cast.coordinator), cast))
    client = client_for(newcomer)
    text = client.get(path).content.decode()
    assert "You are signed in as Lee Newcomer" in text
    assert client.post(f"{path}someone-else/")["Location"] == path
    assert "Sign in with a code" in client.get(path).content.decode()


def test_a_helper_invited_at_another_address_is_asked_once_and_it_is_noted(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    invitation = invite(client_for(cast.coordinator), cast, email="other@example.org")
    client, path = client_for(newcomer), path_of(invitation)
    assert client.post(path).status_code == 422
    assert not Membership.objects.filter(user=newcomer).exists()
    assert client.post(path, {"for_me": "yes"})["Location"] == f"/c/{cast.circle.pk}/"
    membership = Membership.objects.get(user=newcomer)
    assert Receipt.objects.get(membership=membership, subject="membership").action == "joined_other"


def test_the_invited_address_is_asked_nothing(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    client = client_for(cast.coordinator)
    path = path_of(invite(client, cast, role="coordinator", email="Lee@Example.org"))
    assert client_for(newcomer).post(path).status_code == 302
    assert Membership.objects.get(user=newcomer).role == "coordinator"


def ask_to_coordinate(cast: Cast, client_for: SignIn, user: User) -> Invitation:
    invitation = invite(
        client_for(cast.coordinator), cast, role="coordinator", email="other@example.org"
    )
    client_for(user).post(path_of(invitation), {"for_me": "yes"})
    return invitation


def test_a_forwarded_link_makes_nobody_coordinator_before_the_inviter_says_so(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    invitation = ask_to_coordinate(cast, client_for, newcomer)
    assert not Membership.objects.filter(user=newcomer).exists()
    assert mail.outbox[-1].to == [cast.coordinator.email]
    client, path = client_for(newcomer), path_of(invitation)
    assert "One thing is left" in client.get(path).content.decode()
    detail = f"/c/{cast.circle.pk}/invitations/{invitation.pk}/"
    page = client_for(cast.coordinator).get(detail).content.decode()
    assert "Lee Newcomer has answered" in page
    assert newcomer.email not in page
    prove_again(client_for(cast.coordinator)).post(f"{detail}confirmation/")
    assert Membership.objects.get(user=newcomer).role == "coordinator"
    assert mail.outbox[-1].to == [newcomer.email]


def test_whoever_was_not_meant_loses_the_link_and_the_inviter_gets_a_new_one(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    invitation = ask_to_coordinate(cast, client_for, newcomer)
    old = path_of(invitation)
    client_for(cast.coordinator).post(f"/c/{cast.circle.pk}/invitations/{invitation.pk}/mix-up/")
    invitation.refresh_from_db()
    assert client_for(newcomer).get(old).status_code == 404
    assert Client().get(path_of(invitation)).status_code == 200


def test_somebody_else_finds_a_waiting_invitation_answered(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    invitation = ask_to_coordinate(cast, client_for, newcomer)
    late = client_for(make_user("late@example.org", "Late"))
    assert late.post(path_of(invitation), {"for_me": "yes"}).status_code == 404
    assert "already answered" in late.get(path_of(invitation)).content.decode()


def test_nobody_becomes_the_patient_by_a_bare_link(db: None, client_for: SignIn) -> None:
    ana, other = make_user("ana@example.org", "Ana"), make_user("sam@example.org", "Sam")
    circle = make_circle(ana, "Mum", for_self=False)
    form = {"name": "Mum", "role": "patient", "email": ""}
    prove_again(client_for(ana)).post(f"/c/{circle.pk}/people/invite/", form)
    invitation = Invitation.objects.get(circle=circle)
    client_for(other).post(path_of(invitation))
    assert not Membership.objects.filter(user=other).exists()
