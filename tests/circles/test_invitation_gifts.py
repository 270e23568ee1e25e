"""What an invitation gives: less than the role, until a day, and to whom without asking the inviter."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from apps.accounts.models import User
from apps.circles import rules
from apps.circles.kinds import Role, Section
from apps.circles.models import Invitation, Membership
from apps.core import clock
from tests.circles.test_invitations import invite, path_of
from tests.people import Cast, make_user
from tests.proof import prove_again

SignIn = Callable[..., Client]


@pytest.fixture
def newcomer(db: None) -> User:
    return make_user("lee@example.org", "Lee Newcomer")


def test_an_invitation_to_the_tasks_alone_until_june_gives_just_that(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    ends_on = clock.today(cast.circle.time_zone) + timedelta(days=20)
    client = prove_again(client_for(cast.coordinator))
    form = {"name": "Lee", "role": "helper", "only": ["tasks"], "ends_on": str(ends_on)}
    client.post(f"/c/{cast.circle.pk}/people/invite/", form)
    invitation = Invitation.objects.get(circle=cast.circle)
    joining = client_for(newcomer)
    assert "Cannot see" in joining.get(path_of(invitation)).content.decode()
    joining.post(path_of(invitation))
    membership = Membership.objects.get(user=newcomer)
    assert membership.ends_on == ends_on
    assert {s for s, level in membership.section_levels.items() if level} == {Section.TASKS}
    assert joining.get(f"/c/{cast.circle.pk}/people/").status_code == 403


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"ends_on": "2020-01-01"}, "This day is over"),
        ({"role": "follower", "only": ["plan"]}, "would see nothing of that"),
    ],
)
def test_an_invitation_to_nothing_is_refused_and_what_was_typed_is_kept(
    cast: Cast, client_for: SignIn, fields: dict[str, object], says: str
) -> None:
    form = {"name": "陈 Lee", "role": "helper"} | fields
    client = prove_again(client_for(cast.coordinator))
    page = client.post(f"/c/{cast.circle.pk}/people/invite/", form)
    assert page.status_code == 422
    assert says in page.content.decode()
    assert "陈 Lee" in page.content.decode()


def test_a_place_that_would_have_ended_is_not_given(
    cast: Cast, client_for: SignIn, newcomer: User
) -> None:
    tomorrow = clock.today(cast.circle.time_zone) + timedelta(days=1)
    invitation = invite(client_for(cast.coordinator), cast, ends_on=str(tomorrow))
    with time_machine.travel(clock.now() + timedelta(days=3)):
        assert client_for(newcomer).post(path_of(invitation)).status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_who_was_meant_is_never_asked_about(role: Role) -> None:
    address = "lee@example.org"
    assert not rules.needs_confirmation(role, sent_to="Lee@example.org", addresses=[address])


@pytest.mark.parametrize(
    ("role", "sent_to", "expected"),
    [
        (Role.PATIENT, "", True),
        (Role.PATIENT, "other@example.org", True),
        (Role.COORDINATOR, "", False),
        (Role.COORDINATOR, "other@example.org", True),
        (Role.HELPER, "other@example.org", False),
        (Role.FOLLOWER, "", False),
    ],
)
def test_the_inviter_is_asked_where_much_is_given_away(
    role: Role, sent_to: str, expected: bool
) -> None:
    asked = rules.needs_confirmation(role, sent_to=sent_to, addresses=["lee@example.org"])
    assert asked is expected


@pytest.mark.parametrize(
    ("name", "called"),
    [("Ana Ruiz", "Ana"), ("Mei", "Mei"), ("陈美玲", ""), ("", ""), ("  Jun  Cole ", "Jun")],
)
def test_a_preview_calls_nobody_by_their_surname(name: str, called: str) -> None:
    assert rules.call_name(name) == called
