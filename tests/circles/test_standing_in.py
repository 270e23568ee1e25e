"""A stand-in acts only when the patient named them, a second agrees, and her days to say no are over."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from apps.circles import services
from apps.circles.kinds import Level, Section
from apps.circles.models import Receipt
from apps.core import clock
from apps.core.errors import RuleError
from tests.circles.turning import Phone, place, told, url
from tests.people import Cast
from tests.proof import prove

SignIn = Callable[..., Client]


@pytest.fixture
def phone(client_for: SignIn) -> Phone:
    return lambda user: prove(client_for(user), user)


def name(cast: Cast, phone: Phone, days: int = 3) -> None:
    fields = {
        "person": str(place(cast, cast.helper).pk),
        "second": str(place(cast, cast.coordinator).pk),
        "days": str(days),
    }
    assert phone(cast.patient).post(url(cast, "stand-in/naming/"), fields).status_code == 302


def ask_and_agree(cast: Cast, phone: Phone) -> None:
    phone(cast.helper).post(url(cast, "stand-in/request/"))
    phone(cast.coordinator).post(url(cast, "stand-in/confirmation/"))


def test_after_two_yeses_and_her_days_the_stand_in_may_do_what_she_may(
    cast: Cast, phone: Phone
) -> None:
    name(cast, phone)
    ask_and_agree(cast, phone)
    assert cast.patient.email in told()
    assert not cast.access(cast.helper).can(Section.MEDICINES, Level.SEE)
    with time_machine.travel(clock.now() + timedelta(days=3, minutes=1)):
        access = cast.access(cast.helper)
        assert access.stands_in
        assert access.can(Section.MEDICINES, Level.EDIT)
        page = phone(cast.helper).get(url(cast, "people/")).content.decode()
        assert "You act for Mei." in page


def test_one_alone_can_never_begin_it(cast: Cast, phone: Phone) -> None:
    name(cast, phone)
    phone(cast.helper).post(url(cast, "stand-in/request/"))
    phone(cast.helper).post(url(cast, "stand-in/confirmation/"))
    with time_machine.travel(clock.now() + timedelta(days=30)):
        assert not cast.access(cast.helper).stands_in


def test_the_second_cannot_begin_what_nobody_asked_for(cast: Cast, phone: Phone) -> None:
    name(cast, phone)
    with pytest.raises(RuleError, match="Nobody has asked"):
        services.confirm_stand_in(cast.access(cast.coordinator))


@pytest.mark.parametrize("after_days", [0, 5])
def test_she_says_no_with_one_press_before_it_begins_and_after(
    cast: Cast, phone: Phone, client_for: SignIn, after_days: int
) -> None:
    name(cast, phone)
    ask_and_agree(cast, phone)
    with time_machine.travel(clock.now() + timedelta(days=after_days, minutes=1)):
        client_for(cast.patient).post(url(cast, "stand-in/refusal/"))  # no proof stands in her way
        assert not cast.access(cast.helper).stands_in
    with time_machine.travel(clock.now() + timedelta(days=20)):
        assert not cast.access(cast.helper).stands_in


def test_naming_others_ends_what_was_begun(cast: Cast, phone: Phone) -> None:
    name(cast, phone, days=1)
    ask_and_agree(cast, phone)
    with time_machine.travel(clock.now() + timedelta(days=2)):
        services.name_stand_in(
            cast.access(cast.patient),
            person_id=place(cast, cast.follower).pk,
            second_id=place(cast, cast.coordinator).pk,
            days=7,
        )
        assert not cast.access(cast.helper).stands_in


def test_a_stand_in_outranks_coordinators_but_never_her(cast: Cast, phone: Phone) -> None:
    name(cast, phone, days=1)
    ask_and_agree(cast, phone)
    with time_machine.travel(clock.now() + timedelta(days=2)):
        access = cast.access(cast.helper)
        services.remove_member(access, place(cast, cast.coordinator).pk, tell=False)
        with pytest.raises(RuleError, match="Nobody else changes"):
            services.remove_member(access, place(cast, cast.patient).pk, tell=False)
        assert phone(cast.helper).get(url(cast, "wishes/")).status_code == 403


def test_only_the_patient_names_and_never_one_person_twice(cast: Cast, phone: Phone) -> None:
    jun = str(place(cast, cast.helper).pk)
    response = phone(cast.patient).post(
        url(cast, "stand-in/naming/"), {"person": jun, "second": jun, "days": "3"}
    )
    assert response.status_code == 422
    assert "nobody can do this alone" in response.content.decode()
    assert phone(cast.coordinator).get(url(cast, "stand-in/naming/")).status_code == 403


def test_all_of_it_is_recorded(cast: Cast, phone: Phone) -> None:
    name(cast, phone)
    ask_and_agree(cast, phone)
    services.say_no(cast.access(cast.patient))
    actions = Receipt.objects.filter(subject="stand_in").values_list("action", flat=True)
    assert set(actions) >= {"offered", "refused"}


def test_it_speaks_to_her_and_to_the_others_of_her(cast: Cast, client_for: SignIn) -> None:
    said = {
        cast.patient: "somebody who acts for you here",
        cast.helper: "Mei can name somebody who acts for them here",
    }
    for user, words in said.items():
        page = client_for(user).get(f"/c/{cast.circle.pk}/stand-in/").content.decode()
        assert words in page


def test_the_page_says_that_it_is_no_legal_power(cast: Cast, client_for: SignIn) -> None:
    page = client_for(cast.follower).get(url(cast, "stand-in/")).content.decode()
    assert "no legal power" in page
