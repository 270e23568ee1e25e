"""The last resort: an operator gives someone their account back, and nobody else can take it that way."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client

from apps.accounts import services
from apps.accounts.models import EmailChange, User
from tests.accounts.changing import NEW, OLD, START, address_of, letter, link, text
from tests.accounts.device import Device, set_up
from tests.accounts.signing_in import sign_in
from tests.people import make_user
from tests.proof import prove

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as travelling:
        yield travelling


@pytest.fixture
def ana(clock: time_machine.Traveller) -> User:
    return make_user(OLD, "Ana")


def test_an_operator_gives_an_account_back_after_a_week_and_a_yes(ana: User, clock: Any) -> None:
    call_command("recover", "begin", OLD, "--to", NEW)
    yes = link(letter(NEW))
    assert "/no/" in link(letter(OLD))
    assert "Is this your address?" in text(Client().get(yes))
    assert "From 1 December" in text(Client().post(yes, follow=True)).replace("Tuesday ", "")
    clock.shift(timedelta(days=6, hours=23))
    assert services.finish_due_email_changes() == 0
    clock.shift(timedelta(hours=2))
    assert services.finish_due_email_changes() == 1
    assert address_of(ana) == NEW


def test_without_a_yes_from_the_new_mailbox_nothing_happens(ana: User, clock: Any) -> None:
    call_command("recover", "begin", OLD, "--to", "typing.mistake@example.org")
    clock.shift(timedelta(days=8))
    assert services.finish_due_email_changes() == 0
    assert address_of(ana) == OLD


def test_the_person_stops_what_somebody_talked_an_operator_into(ana: User, clock: Any) -> None:
    call_command("recover", "begin", OLD, "--to", NEW)
    Client().post(link(letter(NEW)))
    Client().post(link(letter(OLD)))
    clock.shift(timedelta(days=8))
    assert services.finish_due_email_changes() == 0


def test_an_operator_turns_off_the_second_step_of_a_lost_phone(ana: User, clock: Any) -> None:
    Authenticator.objects.create(user=ana, type="totp", data={"secret": "A", "last_counter": 0})
    call_command("recover", "begin", OLD, "--drop-second-step")
    assert "second step of signing in is turned off" in letter(OLD)
    assert Authenticator.objects.exists()
    clock.shift(timedelta(days=7, minutes=1))
    services.finish_due_email_changes()
    assert not Authenticator.objects.exists()
    assert address_of(ana) == OLD


def test_a_dropped_second_step_can_be_undone_like_an_address(ana: User, clock: Any) -> None:
    """The step is lost, but whoever talked the operator into it is out again."""
    call_command("recover", "begin", OLD, "--drop-second-step")
    no = link(letter(OLD))
    clock.shift(timedelta(days=7, minutes=1))
    services.finish_due_email_changes()
    thief = Client()
    sign_in(thief, OLD)
    set_up(thief, Device())
    page = text(Client().get(no))
    assert "second step of signing in was turned off" in page
    assert "another address" not in page
    done = text(Client().post(no, follow=True))
    assert "The change is undone" in done
    assert "old address" not in done
    assert thief.get("/me/").status_code == 302
    assert not Authenticator.objects.exists()
    assert address_of(ana) == OLD


def test_an_operator_is_told_what_cannot_be(ana: User) -> None:
    make_user("jun@example.org", "Jun")
    for arguments in (
        ("begin", OLD),
        ("begin", "nobody@example.org", "--to", NEW),
        ("begin", OLD, "--to", "jun@example.org"),
        (
            "begin",
            OLD,
            "--to",
            "ana.example.org",
        ),  # no mail arrives there, and nothing would happen
        ("stop", OLD),
    ):
        with pytest.raises(CommandError):
            call_command("recover", *arguments)
    call_command("recover", "begin", OLD, "--to", NEW)
    with pytest.raises(CommandError):
        call_command("recover", "begin", OLD, "--to", "third@example.org")
    call_command("recover", "stop", OLD)
    assert EmailChange.objects.get().stopped_at


def test_a_coordinator_has_no_way_to_become_the_patient(
    cast: Any, client_for: Callable[[User], Client]
) -> None:
    """None of these pages takes another person's name or id: whatever is sent, it is about oneself."""
    ana = prove(client_for(cast.coordinator), cast.coordinator)
    before = User.objects.get(pk=cast.patient.pk).email
    fields = {"user": str(cast.patient.pk), "email": before, "code": "1"}
    for path in ("/me/email/", "/me/details/", "/me/second-step/setup/", "/proof/"):
        ana.post(path, fields)
    assert User.objects.get(pk=cast.patient.pk).email == before
    assert not EmailChange.objects.exists()
