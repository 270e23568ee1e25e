"""Handing the planning over: announced first, and only with the other's yes."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client

from apps.accounts.models import User
from apps.circles import services
from apps.circles.kinds import Level, Section
from apps.circles.models import AccessPeriod, Handover
from tests.circles.turning import Phone, place, told, url
from tests.people import Cast
from tests.proof import prove

SignIn = Callable[..., Client]


@pytest.fixture
def phone(client_for: SignIn) -> Phone:
    return lambda user: prove(client_for(user), user)


def offer(cast: Cast, phone: Phone, to: User) -> None:
    fields = {"taker": str(place(cast, to).pk)}
    assert phone(cast.coordinator).post(url(cast, "handover/offer/"), fields).status_code == 302


def test_it_is_announced_to_whom_it_concerns_and_changes_nothing_yet(
    cast: Cast, phone: Phone
) -> None:
    offer(cast, phone, cast.helper)
    assert told() == {cast.helper.email, cast.patient.email}
    assert all("Mei" not in str(m.body) and "Ana" not in str(m.body) for m in mail.outbox)
    assert place(cast, cast.helper).role == "helper"
    page = phone(cast.patient).get(url(cast, "handover/")).content.decode()
    assert "Ana Ruiz asks Jun Cole" in page


def test_with_a_yes_the_other_coordinates_and_the_first_stays_as_a_helper(
    cast: Cast, phone: Phone
) -> None:
    offer(cast, phone, cast.helper)
    phone(cast.helper).post(url(cast, "handover/acceptance/"))
    jun, ana = place(cast, cast.helper), place(cast, cast.coordinator)
    assert (jun.role, ana.role) == ("coordinator", "helper")
    assert jun.section_levels[Section.MEDICINES] == Level.EDIT
    assert ana.section_levels[Section.MEDICINES] == Level.NONE
    assert AccessPeriod.objects.filter(membership=jun).count() == 2


def test_nobody_gets_more_by_it_than_the_giver_had(cast: Cast, phone: Phone) -> None:
    ana = place(cast, cast.coordinator)
    ana.levels["diary"] = int(Level.NONE)
    ana.save()
    offer(cast, phone, cast.helper)
    phone(cast.helper).post(url(cast, "handover/acceptance/"))
    assert place(cast, cast.helper).section_levels[Section.DIARY] == Level.NONE


@pytest.mark.parametrize("who", ["helper", "patient", "coordinator"])
def test_a_no_from_either_side_or_the_patient_leaves_it_as_it_was(
    cast: Cast, phone: Phone, client_for: SignIn, who: str
) -> None:
    offer(cast, phone, cast.helper)
    client_for(getattr(cast, who)).post(url(cast, "handover/refusal/"))
    assert Handover.objects.open().count() == 0
    assert place(cast, cast.helper).role == "helper"


def test_only_the_one_who_was_asked_can_say_yes(cast: Cast, phone: Phone) -> None:
    offer(cast, phone, cast.helper)
    phone(cast.follower).post(url(cast, "handover/acceptance/"))
    assert place(cast, cast.follower).role == "follower"
    phone(cast.follower).post(url(cast, "handover/refusal/"))
    assert Handover.objects.open().count() == 1


def test_a_yes_after_the_giver_was_taken_out_gives_nothing(cast: Cast, phone: Phone) -> None:
    offer(cast, phone, cast.helper)
    access = cast.access(cast.patient)
    services.remove_member(access, place(cast, cast.coordinator).pk, tell=False)
    phone(cast.helper).post(url(cast, "handover/acceptance/"))
    assert place(cast, cast.helper).role == "helper"


def test_asked_twice_it_is_one_question(cast: Cast, phone: Phone) -> None:
    for _ in range(2):
        offer(cast, phone, cast.helper)
    assert Handover.objects.count() == 1


def test_without_a_fresh_proof_nothing_is_offered(cast: Cast, client_for: SignIn) -> None:
    fields = {"taker": str(place(cast, cast.helper).pk)}
    response = client_for(cast.coordinator).post(url(cast, "handover/offer/"), fields)
    assert "proof" in response["Location"]
    assert Handover.objects.count() == 0


def test_a_handover_to_nobody_is_said_beside_the_field(cast: Cast, phone: Phone) -> None:
    response = phone(cast.coordinator).post(url(cast, "handover/offer/"), {"taker": ""})
    assert response.status_code == 422
    assert "Choose who should take over." in response.content.decode()
