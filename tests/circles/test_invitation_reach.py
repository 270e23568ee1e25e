"""Nobody gives what is not theirs to give: not when they invite, nor when it is answered, nor by bringing back."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from apps.accounts.models import User
from apps.circles import services
from apps.circles.access import open_circle
from apps.circles.kinds import Level, Role, Section
from apps.circles.models import Circle, Invitation, Membership
from apps.circles.services.circles import add_member
from apps.core import clock
from apps.core.errors import RuleError
from tests.circles.test_answering import ask_to_coordinate
from tests.circles.test_invitations import invite, path_of
from tests.circles.test_places import place_of
from tests.people import Cast, make_circle, make_user
from tests.proof import prove_again

SignIn = Callable[..., Client]
STEPS = ("link/", "code/", "confirmation/")


@pytest.fixture
def newcomer(db: None) -> User:
    return make_user("lee@example.org", "Lee Newcomer")


def narrow(user: User, circle: Circle, **levels: Level) -> None:
    """As the patient has set it on the member's page."""
    row = Membership.objects.get(user=user, circle=circle)
    row.levels |= {name: int(level) for name, level in levels.items()}
    row.save()


def try_to_invite(client: Client, circle: Circle, role: str) -> HttpResponse:
    form = {"once": str(uuid4()), "name": "Lee", "role": role, "email": ""}
    response: HttpResponse = prove_again(client).post(f"/c/{circle.pk}/people/invite/", form)
    return response


def levels_of(user: User) -> dict[Section, Level]:
    return Membership.objects.get(user=user).section_levels


def test_who_has_no_medicines_gives_none(cast: Cast, client_for: SignIn, newcomer: User) -> None:
    narrow(cast.coordinator, cast.circle, medicines=Level.NONE, plan=Level.SEE)
    ana = client_for(cast.coordinator)
    path = path_of(invite(ana, cast, role="coordinator"))
    client = client_for(newcomer)
    assert "Medicines" in client.get(path).content.decode().partition("Cannot see")[2]
    client.post(path)
    held = levels_of(newcomer)
    assert (held[Section.MEDICINES], held[Section.PLAN]) == (Level.NONE, Level.SEE)
    assert client.get(f"/c/{cast.circle.pk}/medicines/").status_code == 403


def test_a_helper_who_may_change_people_makes_nobody_coordinator(
    cast: Cast, client_for: SignIn
) -> None:
    narrow(cast.helper, cast.circle, people=Level.EDIT)
    client = client_for(cast.helper)
    assert invite(client, cast, role="helper")
    page = client.get(f"/c/{cast.circle.pk}/people/invite/").content.decode()
    assert "Follower: sees" in page
    assert "Coordinator: plans" not in page
    assert 'value="medicines"' not in page  # what is not theirs is not offered
    assert try_to_invite(client, cast.circle, "coordinator").status_code == 422
    with pytest.raises(RuleError):
        services.invite(
            cast.access(cast.helper), invitation_id=uuid4(), name="Lee", role=Role.COORDINATOR
        )


def test_only_who_coordinates_says_who_the_patient_is(db: None, client_for: SignIn) -> None:
    ana, jun = make_user("ana@example.org", "Ana"), make_user("jun@example.org", "Jun")
    circle = make_circle(ana, "Mum", for_self=False)
    add_member(circle, jun, Role.HELPER, "")
    narrow(jun, circle, people=Level.EDIT)
    assert try_to_invite(client_for(jun), circle, "patient").status_code == 422
    consent = {"consent": "agrees", "patient_email": "jun.too@example.org"}
    assert client_for(jun).post(f"/c/{circle.pk}/consent/", consent).status_code == 422
    assert try_to_invite(client_for(ana), circle, "patient").status_code == 302


def test_the_patient_controls_everything_whoever_invited_her(
    db: None, client_for: SignIn, newcomer: User
) -> None:
    ana = make_user("ana@example.org", "Ana")
    circle = make_circle(ana, "Mum", for_self=False)
    narrow(ana, circle, medicines=Level.NONE)
    try_to_invite(client_for(ana), circle, "patient")
    invitation = Invitation.objects.get()
    client_for(newcomer).post(path_of(invitation))
    prove_again(client_for(ana)).post(f"/c/{circle.pk}/invitations/{invitation.pk}/confirmation/")
    assert set(levels_of(newcomer).values()) == {Level.EDIT}


def test_an_invitation_above_ones_own_reach_keeps_its_link_and_code(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    narrow(cast.helper, cast.circle, people=Level.EDIT)
    invitation = invite(client_for(cast.patient), cast, role="coordinator")
    detail = f"/c/{cast.circle.pk}/invitations/{invitation.pk}/"
    client, old = prove_again(client_for(cast.helper)), path_of(invitation)
    for step in ("link/", "code/"):
        said = client.post(detail + step, follow=True).content.decode()
        assert "You can give nobody more than you may do yourself." in said
    page = client.get(detail).content.decode()
    assert path_of(invitation) == old
    assert old not in page
    assert services.code_for(invitation) not in page
    assert "Make a new link" not in page
    assert old in client_for(cast.coordinator).get(detail).content.decode()


def test_nobody_lets_in_somebody_above_themselves(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    narrow(cast.helper, cast.circle, people=Level.EDIT)
    invitation = invite(
        client_for(cast.coordinator), cast, role="coordinator", email="other@example.org"
    )
    client_for(newcomer).post(path_of(invitation), {"for_me": "yes"})
    detail = f"/c/{cast.circle.pk}/invitations/{invitation.pk}/"
    client = prove_again(client_for(cast.helper))
    assert "Yes, let them in" not in client.get(detail).content.decode()
    client.post(f"{detail}confirmation/")
    assert not Membership.objects.filter(user=newcomer).exists()


def test_who_was_narrowed_meanwhile_gives_no_more_than_they_still_could(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    path = path_of(invite(client_for(cast.coordinator), cast, role="coordinator"))
    narrow(cast.coordinator, cast.circle, medicines=Level.NONE)
    client_for(newcomer).post(path)
    assert levels_of(newcomer)[Section.MEDICINES] == Level.NONE
    assert levels_of(newcomer)[Section.PLAN] == Level.EDIT


def test_who_no_longer_coordinates_makes_nobody_coordinator_and_the_patient_sends_a_new_link(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    invitation = invite(client_for(cast.coordinator), cast, role="coordinator")
    Membership.objects.filter(user=cast.coordinator).update(role=Role.HELPER)
    assert client_for(newcomer).post(path_of(invitation)).status_code == 404
    mei = prove_again(client_for(cast.patient))
    detail = f"/c/{cast.circle.pk}/invitations/{invitation.pk}/"
    assert "You can make a new one" in mei.get(detail).content.decode()
    mei.post(f"{detail}link/")
    invitation.refresh_from_db()
    client_for(newcomer).post(path_of(invitation))
    assert open_circle(newcomer, cast.circle.pk).rank == Role.COORDINATOR


def test_what_somebody_waits_for_is_given_by_whoever_says_yes(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    """Whoever invited has left: it is not lost, and gives no more than whoever says yes may."""
    invitation = invite(
        client_for(cast.coordinator), cast, role="coordinator", email="other@example.org"
    )
    client_for(newcomer).post(path_of(invitation), {"for_me": "yes"})
    narrow(cast.coordinator, cast.circle, medicines=Level.NONE)
    services.remove_member(
        cast.access(cast.patient), cast.access(cast.coordinator).membership.pk, tell=False
    )
    mei = prove_again(client_for(cast.patient))
    mei.post(f"/c/{cast.circle.pk}/invitations/{invitation.pk}/confirmation/")
    place = Membership.objects.get(user=newcomer)
    assert place.section_levels[Section.MEDICINES] == Level.EDIT
    assert place.periods.get().changed_by == cast.access(cast.patient).membership


def test_giving_a_place_takes_a_fresh_proof(cast: Cast, client_for: SignIn, newcomer: User) -> None:
    """Whoever finds an unlocked phone invites nobody, themselves least of all."""
    invitation = ask_to_coordinate(cast, client_for, newcomer)
    client = client_for(cast.coordinator)
    pages = f"/c/{cast.circle.pk}/invitations/{invitation.pk}/"
    for path in (f"/c/{cast.circle.pk}/people/invite/", *(pages + s for s in STEPS)):
        assert client.post(path)["Location"].startswith("/proof/?next="), path
    assert not Membership.objects.filter(user=newcomer).exists()
    assert client.get(pages).status_code == 200  # reading takes none, nor does taking it back
    client.post(f"{pages}withdrawal/")
    invitation.refresh_from_db()
    assert invitation.taken_back_at is not None


def test_only_the_patient_brings_somebody_back_into_the_close_circle(
    cast: Cast, client_for: SignIn
) -> None:
    member = place_of(cast, "helper")
    Membership.objects.filter(pk=member.pk).update(marked_close=True)
    for role, close in (("coordinator", False), ("patient", True)):
        Membership.objects.filter(user=cast.helper, ended_at=None).update(
            ended_at=clock.now(), marked_close=True
        )
        client = prove_again(client_for(cast.people()[role]))
        client.post(f"/c/{cast.circle.pk}/people/{member.pk}/return/")
        assert place_of(cast, "helper").marked_close is close
