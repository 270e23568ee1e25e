"""Closing a circle gently: silence at once, what she wished to be kept stays, nobody is locked out."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client

from apps.circles import services
from apps.circles.kinds import Closing, Level, Role, Section
from apps.circles.services import invite
from apps.circles.services.answering import is_open
from apps.core import clock
from tests.circles.turning import Phone, place, told, url
from tests.people import Cast
from tests.proof import prove

SignIn = Callable[..., Client]


@pytest.fixture
def phone(client_for: SignIn) -> Phone:
    return lambda user: prove(client_for(user), user)


def close(cast: Cast, phone: Phone, why: Closing = Closing.DIED) -> None:
    response = phone(cast.coordinator).post(url(cast, "closing/"), {"closing": why})
    assert response.status_code == 302


def test_it_can_be_read_and_not_changed(cast: Cast, phone: Phone) -> None:
    close(cast, phone)
    access = cast.access(cast.coordinator)
    assert access.can(Section.PLAN, Level.SEE)
    assert not access.can(Section.PLAN, Level.TAKE_PART)
    assert phone(cast.coordinator).get(url(cast, "plan/")).status_code == 200
    assert phone(cast.coordinator).get(url(cast, "plan/appointments/new/")).status_code == 403


def test_nothing_greets_and_nothing_is_addressed_to_her(cast: Cast, phone: Phone) -> None:
    close(cast, phone)
    page = phone(cast.helper).get(url(cast, "")).content.decode()
    assert "Good " not in page
    assert "This circle was closed" in page
    assert told() == {cast.helper.email, cast.follower.email}


def test_a_circle_that_is_only_not_needed_any_more_tells_her_too(cast: Cast, phone: Phone) -> None:
    close(cast, phone, Closing.ENDED)
    assert cast.patient.email in told()


def test_people_keep_what_she_chose_they_keep(cast: Cast, phone: Phone) -> None:
    fields = {"kept": ["plan", "people"]}
    assert phone(cast.patient).post(url(cast, "wishes/"), fields).status_code == 302
    close(cast, phone)
    assert phone(cast.helper).get(url(cast, "plan/earlier/")).status_code == 200
    assert phone(cast.helper).get(url(cast, "tasks/")).status_code == 403


def test_whom_she_named_may_close_it_and_other_helpers_may_not(cast: Cast, phone: Phone) -> None:
    with pytest.raises(PermissionDenied):
        services.close_circle(cast.access(cast.helper), Closing.DIED)
    fields = {"kept": ["plan"], "closers": [str(place(cast, cast.helper).pk)]}
    phone(cast.patient).post(url(cast, "wishes/"), fields)
    services.close_circle(cast.access(cast.helper), Closing.DIED)
    cast.circle.refresh_from_db()
    assert cast.circle.is_closed


def test_she_opens_it_again_at_any_time_and_others_for_thirty_days(
    cast: Cast, phone: Phone, client_for: SignIn
) -> None:
    close(cast, phone)
    with time_machine.travel(clock.now() + timedelta(days=31)):
        client_for(cast.coordinator).post(url(cast, "reopening/"))
        cast.circle.refresh_from_db()
        assert cast.circle.is_closed
        client_for(cast.patient).post(url(cast, "reopening/"))
    cast.circle.refresh_from_db()
    assert not cast.circle.is_closed
    assert cast.access(cast.coordinator).can(Section.PLAN, Level.EDIT)


def test_an_invitation_to_a_closed_circle_opens_nothing(cast: Cast, phone: Phone) -> None:
    access = cast.access(cast.coordinator)
    invitation = invite(access, invitation_id=cast.circle.pk, name="Bo", role=Role.HELPER)
    assert is_open(invitation)
    close(cast, phone)
    assert not is_open(invitation)


def test_without_a_reason_chosen_nothing_is_closed(cast: Cast, phone: Phone) -> None:
    response = phone(cast.coordinator).post(url(cast, "closing/"), {})
    assert response.status_code == 422
    cast.circle.refresh_from_db()
    assert not cast.circle.is_closed


def test_she_herself_is_not_asked_why(cast: Cast, phone: Phone) -> None:
    page = phone(cast.patient).get(url(cast, "closing/")).content.decode()
    assert "has died" not in page
    assert "You can open it again at any time." in page
    assert phone(cast.patient).post(url(cast, "closing/")).status_code == 302
    cast.circle.refresh_from_db()
    assert cast.circle.closing == Closing.ENDED
