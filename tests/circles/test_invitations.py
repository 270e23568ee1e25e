"""Inviting by link, through the front door."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from apps.accounts.models import User
from apps.circles import services
from apps.circles.access import open_circle
from apps.circles.kinds import Role
from apps.circles.models import Invitation, Membership, Receipt
from apps.circles.services import link_for
from tests.people import Cast, make_circle, make_user
from tests.proof import prove_again

SignIn = Callable[..., Client]


def invite(client: Client, cast: Cast, **fields: str) -> Invitation:
    form = {"once": str(uuid4()), "name": "Lee", "role": "helper", "email": ""} | fields
    prove_again(client)
    response = client.post(f"/c/{cast.circle.pk}/people/invite/", form)
    assert response.status_code == 302
    return Invitation.objects.get(pk=form["once"])


def path_of(invitation: Invitation) -> str:
    return (
        link_for(invitation).removeprefix("http://localhost:8000").removeprefix("http://localhost")
    )


@pytest.fixture
def newcomer(db: None) -> User:
    return make_user("lee@example.org", "Lee")


def test_a_link_gives_its_opener_the_role_it_was_made_for(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    invitation = invite(client_for(cast.coordinator), cast, role="follower")
    response = client_for(newcomer).post(path_of(invitation))
    assert response["Location"] == f"/c/{cast.circle.pk}/"
    membership = Membership.objects.get(user=newcomer)
    assert (membership.circle_id, membership.role) == (cast.circle.pk, "follower")
    assert Receipt.objects.filter(action="joined", membership=membership).count() == 1


def test_a_link_works_once(cast: Cast, client_for: SignIn, newcomer: User) -> None:
    path = path_of(invite(client_for(cast.coordinator), cast))
    client_for(newcomer).post(path)
    late = client_for(make_user("late@example.org", "Late"))
    assert late.get(path).status_code == 404
    assert late.post(path).status_code == 404
    assert not Membership.objects.filter(user__email="late@example.org").exists()


def test_the_database_holds_no_secret_of_the_link(cast: Cast, client_for: SignIn) -> None:
    invitation = invite(client_for(cast.coordinator), cast)
    secret = path_of(invitation).rstrip("/").partition(".")[2]
    assert len(secret) >= 22
    row = Invitation.objects.filter(pk=invitation.pk).values().get()
    assert secret not in str(row)


def test_signed_out_the_page_says_who_invites_and_nothing_of_the_circle(
    cast: Cast, client_for: SignIn
) -> None:
    path = path_of(invite(client_for(cast.coordinator), cast))
    page = Client().get(path)
    text = page.content.decode()
    assert page.status_code == 200
    assert "Ana invites you to help" in text
    assert "Ruiz" not in text
    assert "Mei" not in text
    assert "cancer" not in text.lower()
    assert page["Referrer-Policy"] == "same-origin"  # "no-referrer" would make forms fail


def test_the_mail_is_neutral_and_carries_the_link(cast: Cast, client_for: SignIn) -> None:
    invitation = invite(client_for(cast.coordinator), cast, email="lee@example.org")
    message = mail.outbox[-1]
    assert message.to == ["lee@example.org"]
    assert link_for(invitation) in message.body
    whole = f"{message.subject} {message.body} {message.alternatives[0][0]}"
    assert "Mei" not in whole
    assert "cancer" not in whole.lower()


def test_a_form_sent_twice_invites_once(cast: Cast, client_for: SignIn) -> None:
    client = client_for(cast.coordinator)
    once = str(uuid4())
    invite(client, cast, once=once, email="lee@example.org")
    invite(client, cast, once=once, email="lee@example.org")
    assert Invitation.objects.count() == 1
    assert len(mail.outbox) == 1


def test_who_is_already_in_the_circle_keeps_the_place_and_the_link(
    cast: Cast, client_for: SignIn
) -> None:
    invitation = invite(client_for(cast.coordinator), cast, role="coordinator")
    page = client_for(cast.helper).get(path_of(invitation))
    assert "already in this circle" in page.content.decode()
    client_for(cast.helper).post(path_of(invitation))
    invitation.refresh_from_db()
    assert invitation.accepted_at is None
    assert Membership.objects.get(user=cast.helper).role == "helper"


def test_the_inviter_is_told_to_send_the_link_on(cast: Cast, client_for: SignIn) -> None:
    client = client_for(cast.coordinator)
    page = client.get(path_of(invite(client, cast)))
    assert "send it to the person you want to invite" in page.content.decode()


def test_a_link_is_too_old_after_fourteen_days(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    invitation = invite(client_for(cast.coordinator), cast)
    with time_machine.travel(invitation.expires_at + timedelta(seconds=1)):
        assert client_for(newcomer).post(path_of(invitation)).status_code == 404
    assert not Membership.objects.filter(user=newcomer).exists()


def test_a_link_that_was_taken_back_no_longer_works(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    client = client_for(cast.coordinator)
    invitation = invite(client, cast)
    client.post(f"/c/{cast.circle.pk}/invitations/{invitation.pk}/withdrawal/")
    assert client_for(newcomer).get(path_of(invitation)).status_code == 404


def test_a_new_link_ends_the_old_one(cast: Cast, client_for: SignIn, newcomer: User) -> None:
    client = client_for(cast.coordinator)
    invitation = invite(client, cast)
    old = path_of(invitation)
    prove_again(client).post(f"/c/{cast.circle.pk}/invitations/{invitation.pk}/link/")
    invitation.refresh_from_db()
    assert client_for(newcomer).get(old).status_code == 404
    assert client_for(newcomer).get(path_of(invitation)).status_code == 200


def test_ten_wrong_secrets_block_the_invitation(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    invitation = invite(client_for(cast.coordinator), cast)
    path = path_of(invitation)
    wrong = re.sub(r"\.[^/]+", "." + "w" * 22, path)
    for _ in range(10):
        assert Client().get(wrong).status_code == 404
    assert client_for(newcomer).get(path).status_code == 404


def test_a_link_ends_when_whoever_made_it_may_no_longer_invite(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    """Else someone who was removed walks back in with a link they kept."""
    client = client_for(cast.coordinator)
    path = path_of(invite(client, cast, role="coordinator"))
    Membership.objects.filter(user=cast.coordinator).update(ended_at=timezone.now())
    assert client.post(path).status_code == 404
    assert client_for(newcomer).post(path).status_code == 404
    assert client.get(f"/c/{cast.circle.pk}/people/").status_code == 404


def test_an_old_link_that_is_tried_again_does_not_block_the_new_one(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    client = client_for(cast.coordinator)
    invitation = invite(client, cast)
    old = path_of(invitation)
    prove_again(client).post(f"/c/{cast.circle.pk}/invitations/{invitation.pk}/link/")
    for _ in range(12):
        Client().get(old)
    invitation.refresh_from_db()
    assert client_for(newcomer).get(path_of(invitation)).status_code == 200


def test_a_link_works_whatever_became_of_the_forms_id(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    once = str(cast.other_circle.pk)
    foreign = invite(client_for(cast.other), cast_in(cast), once=once)
    client = client_for(cast.coordinator)
    form = {"once": str(foreign.pk), "name": "Lee", "role": "helper", "email": ""}
    prove_again(client).post(f"/c/{cast.circle.pk}/people/invite/", form)
    ours = Invitation.objects.get(circle=cast.circle)
    assert ours.pk != foreign.pk
    assert client_for(newcomer).get(path_of(ours)).status_code == 200


def cast_in(cast: Cast) -> Cast:
    """The same people with the other circle as the open one."""
    return replace(cast, circle=cast.other_circle)


def test_the_second_half_of_a_double_tap_on_join_leads_to_the_circle(
    cast: Cast, client_for: SignIn, newcomer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = path_of(invite(client_for(cast.coordinator), cast))
    client = client_for(newcomer)
    client.post(path)
    answers = iter([False, True])  # as it was when the second press arrived, and after the first
    monkeypatch.setattr("apps.circles.selectors.is_member", lambda *a: next(answers))
    assert client.post(path)["Location"] == f"/c/{cast.circle.pk}/"


def test_one_address_is_not_mailed_again_and_again(cast: Cast, client_for: SignIn) -> None:
    client = client_for(cast.coordinator)
    invitation = invite(client, cast, email="lee@example.org")
    for _ in range(10):
        prove_again(client).post(f"/c/{cast.circle.pk}/invitations/{invitation.pk}/link/")
    assert len(mail.outbox) == 4


def test_the_subject_is_ours_whatever_the_inviter_is_called(cast: Cast, client_for: SignIn) -> None:
    cast.coordinator.name = "Your bank: ring 0900 123"
    cast.coordinator.save()
    invite(client_for(cast.coordinator), cast, email="lee@example.org")
    assert "bank" not in mail.outbox[-1].subject


def test_when_the_patient_joins_her_days_become_the_circles(db: None, client_for: SignIn) -> None:
    ana = make_user("ana@example.org", "Ana", zone="America/New_York")
    circle = make_circle(ana, "Mum", for_self=False)
    assert circle.time_zone == "Europe/London"  # the country's, not the starter's
    invitation = services.invite(
        open_circle(ana, circle.pk), invitation_id=uuid4(), name="Mum", role=Role.PATIENT
    )
    mum = make_user("mum@example.org", "Mum", zone="Europe/Madrid")
    client_for(mum).post(path_of(invitation))
    services.confirm_newcomer(open_circle(ana, circle.pk), invitation)
    circle.refresh_from_db()
    assert circle.time_zone == "Europe/Madrid"


@pytest.mark.parametrize("token", ["x", "....", "AAAA.BBBB", "é" * 30, "a" * 900])
def test_a_token_that_is_none_gets_a_plain_page(db: None, token: str) -> None:
    page = Client().get(f"/i/{token}/")
    assert page.status_code == 404
    assert "does not work" in page.content.decode()


def test_a_circle_has_one_patient(cast: Cast, client_for: SignIn) -> None:
    form = {"once": str(uuid4()), "name": "Lee", "role": "patient", "email": ""}
    client = prove_again(client_for(cast.coordinator))
    page = client.post(f"/c/{cast.circle.pk}/people/invite/", form)
    assert page.status_code == 422
    assert not Invitation.objects.exists()


def test_a_bad_address_keeps_what_was_typed(cast: Cast, client_for: SignIn) -> None:
    form = {"once": str(uuid4()), "name": "陈 Lee", "role": "follower", "email": "lee@"}
    client = prove_again(client_for(cast.coordinator))
    page = client.post(f"/c/{cast.circle.pk}/people/invite/", form)
    text = page.content.decode()
    assert page.status_code == 422
    assert "陈 Lee" in text
    assert "missing @ or dot" in text


def test_someone_whose_membership_ended_can_be_invited_again_and_gets_a_new_row(
    cast: Cast, client_for: SignIn
) -> None:
    invitation = invite(client_for(cast.patient), cast)
    client_for(cast.former).post(path_of(invitation))
    assert Membership.objects.filter(user=cast.former, circle=cast.circle).count() == 2
    assert client_for(cast.former).get(f"/c/{cast.circle.pk}/people/").status_code == 200
