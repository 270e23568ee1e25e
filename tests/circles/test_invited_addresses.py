"""Of whom a circle invited no address is kept once nobody is to be written to there any more."""

from collections.abc import Callable
from datetime import timedelta

import time_machine
from django.test import Client

from apps.circles.models import Circle, Invitation
from apps.circles.tasks import forget_addresses
from apps.core import clock
from apps.interop.services import ask_to_erase_account, erase_due
from portal.schedule import beat_schedule
from tests.circles.test_invitations import invite, path_of
from tests.people import Cast, make_circle, make_user
from tests.proof import prove_again

SignIn = Callable[..., Client]

LEE = "lee@example.org"


def address_of(invitation: Invitation) -> str:
    return Invitation.objects.get(pk=invitation.pk).email


def test_it_goes_when_the_invitation_is_accepted_declined_or_taken_back(
    cast: Cast, client_for: SignIn
) -> None:
    ana, lee = client_for(cast.coordinator), make_user(LEE, "Lee Newcomer")
    accepted, declined, taken_back = (invite(ana, cast, email=LEE) for _ in range(3))
    assert address_of(accepted) == LEE
    assert client_for(lee).post(path_of(accepted)).status_code == 302
    Client().post(f"{path_of(declined)}no/")
    ana.post(f"/c/{cast.circle.pk}/invitations/{taken_back.pk}/withdrawal/")
    for invitation in (accepted, declined, taken_back):
        assert address_of(invitation) == ""
        page = ana.get(f"/c/{cast.circle.pk}/invitations/{invitation.pk}/").content.decode()
        assert "Invitation for Lee" in page
        assert LEE not in page


def test_one_that_ran_out_can_be_sent_again_for_two_weeks_and_then_no_more(
    cast: Cast, client_for: SignIn
) -> None:
    ana = client_for(cast.coordinator)
    invitation = invite(ana, cast, email=LEE)
    url = f"/c/{cast.circle.pk}/invitations/{invitation.pk}/"
    for days, button in ((13, "Send it again with a new link"), (15, "Make a new link")):
        with time_machine.travel(invitation.expires_at + timedelta(days=days)):
            forget_addresses()
            assert button in client_for(cast.coordinator).get(url).content.decode()
    assert address_of(invitation) == ""
    assert beat_schedule(60)["forget-addresses"]["task"] == "apps.circles.tasks.forget_addresses"


def test_where_the_patient_is_written_to_is_forgotten_once_she_is_here(
    cast: Cast, client_for: SignIn
) -> None:
    circle = make_circle(cast.coordinator, "Lee", for_self=False)
    Circle.objects.filter(pk=circle.pk).update(patient_email=LEE)
    ana, lee = prove_again(client_for(cast.coordinator)), make_user(LEE, "Lee Newcomer")
    form = {"name": "Lee", "role": "patient", "email": LEE}
    ana.post(f"/c/{circle.pk}/people/invite/", form)
    client_for(lee).post(path_of(Invitation.objects.get(circle=circle)))
    circle.refresh_from_db()
    assert circle.claimed_at is not None
    assert circle.patient_email == ""


def test_an_erased_account_takes_its_name_out_of_the_invitation_it_came_by(
    cast: Cast, client_for: SignIn
) -> None:
    ana, lee = client_for(cast.coordinator), make_user(LEE, "Lee Newcomer")
    invitation = invite(ana, cast, email=LEE)
    client_for(lee).post(path_of(invitation))
    ask_to_erase_account(lee, with_own_circles=False)
    with time_machine.travel(clock.now() + timedelta(days=15)):
        erase_due()
        client = client_for(cast.patient)
        pages = [
            client.get(f"/c/{cast.circle.pk}/{tail}").content.decode()
            for tail in (f"invitations/{invitation.pk}/", "people/", "people/looked/")
        ]
    assert all("Lee" not in page and LEE not in page for page in pages)
    assert "This invitation has been used." in pages[0]
