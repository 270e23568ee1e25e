"""A circle kept for another says so on every page, asks her within two weeks, and is hers from then on."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.test import Client

from apps.circles import services
from apps.circles.kinds import Consent, Role
from apps.circles.models import Circle, Invitation, Membership
from apps.circles.rules import Behalf
from apps.circles.services import accept_invitation
from apps.circles.services.answering import is_open
from apps.core import clock
from tests.people import make_user

SignIn = Callable[..., Client]


@pytest.fixture
def circle(db: None) -> Circle:
    ana = make_user("ana@example.org", "Ana")
    return services.start_circle(
        ana,
        circle_id=uuid4(),
        patient_name="Mum",
        country="gb",
        for_self=False,
        behalf=Behalf(Consent.NOT_YET, "She needs rest first", "mum@example.org"),
    ).circle


def test_what_is_said_of_her_wish_stands_on_every_page(circle: Circle, client_for: SignIn) -> None:
    client = client_for(circle.started_by)
    for path in ("", "plan/", "tasks/", "people/"):
        page = client.get(f"/c/{circle.pk}/{path}").content.decode()
        assert "Kept for Mum, who does not know about it yet." in page, path
        assert "She needs rest first" in page, path


def test_nobody_starts_a_circle_for_another_without_saying_whether_they_know(
    client_for: SignIn, db: None
) -> None:
    client = client_for(make_user("ana@example.org", "Ana"))
    fields = {"once": str(uuid4()), "who": "other", "patient_name": "Mum", "country": "gb"}
    response = client.post("/circles/new/", fields)
    assert response.status_code == 422
    assert "Choose what is true today." in response.content.decode()
    response = client.post("/circles/new/", fields | {"consent": "cannot"})
    assert "Write in a few words why not." in response.content.decode()
    assert not Circle.objects.exists()


def test_she_is_asked_after_two_weeks_if_nobody_has_and_only_once(circle: Circle) -> None:
    services.invite_patients_due()
    assert not mail.outbox
    with time_machine.travel(clock.now() + timedelta(days=15)):
        services.invite_patients_due()
        services.invite_patients_due()
    assert [message.to for message in mail.outbox] == [["mum@example.org"]]
    assert "Mum" not in mail.outbox[0].subject + str(mail.outbox[0].body)


def test_from_her_claim_on_it_is_hers(circle: Circle, client_for: SignIn) -> None:
    with time_machine.travel(clock.now() + timedelta(days=15)):
        services.invite_patients_due()
        mum = make_user("mum@example.org", "Mum")
        accept_invitation(mum, Invitation.objects.get())
        page = client_for(mum).get(f"/c/{circle.pk}/people/").content.decode()
    assert "Kept for Mum" not in page
    circle.refresh_from_db()
    assert circle.claimed_at is not None


def test_what_was_said_can_be_changed_until_then(circle: Circle, client_for: SignIn) -> None:
    client = client_for(circle.started_by)
    response = client.post(f"/c/{circle.pk}/consent/", {"consent": "agrees"})
    assert response.status_code == 302
    page = client.get(f"/c/{circle.pk}/").content.decode()
    assert "who knows and agrees" in page


def test_what_is_asked_about_her_is_not_asked_of_herself(client_for: SignIn, db: None) -> None:
    mei = make_user("mei@example.org", "Mei")
    circle = services.start_circle(
        mei, circle_id=uuid4(), patient_name="Mei", country="gb", for_self=True
    ).circle
    response = client_for(mei).get(f"/c/{circle.pk}/consent/")
    assert response["Location"] == f"/c/{circle.pk}/people/"


def test_whether_she_knows_is_not_called_optional(circle: Circle, client_for: SignIn) -> None:
    client = client_for(circle.started_by)
    page = client.get(f"/c/{circle.pk}/consent/").content.decode()
    asked = page[page.index("Do they know, and do they agree?") :][:120]
    assert "optional" not in asked
    refused = client.post(f"/c/{circle.pk}/consent/", {"consent": ""})
    assert refused.status_code == 422
    assert "Choose what is true today." in refused.content.decode()


def test_what_has_to_be_said_of_another_is_not_called_optional(
    client_for: SignIn, db: None
) -> None:
    client = client_for(make_user("ana@example.org", "Ana"))
    page = client.get("/circles/new/").content.decode()
    for question in ("What do you call the patient?", "Do they know", "If not: why not?"):
        assert "optional" not in page[page.index(question) :][:120]
    assert "optional" in page[page.index("Who are you to them?") :][:120]


def test_who_starts_a_circle_for_themselves_says_nothing_of_another(
    client_for: SignIn, db: None
) -> None:
    client = client_for(make_user("mei@example.org", "Mei"))
    fields = {"once": str(uuid4()), "who": "self", "patient_name": "", "country": "gb"}
    assert client.post("/circles/new/", fields).status_code == 302
    refused = client.post("/circles/new/", fields | {"who": "other"})
    assert refused.status_code == 422
    told = refused.content.decode()
    assert "Type what you call the patient." in told
    assert "Choose what is true today." in told
    assert "Write in a few words why not." not in told


def another(number: int, address: str) -> Circle:
    """A circle that somebody else keeps, a little younger."""
    starter = make_user(f"starter{number}@example.org", f"Starter {number}")
    behalf = Behalf(Consent.NOT_YET, "She needs rest first", address)
    return services.start_circle(
        starter,
        circle_id=uuid4(),
        patient_name="Mum",
        country="gb",
        for_self=False,
        behalf=behalf,
    ).circle


def test_who_may_invite_nobody_keeps_no_patient_from_being_asked(
    circle: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """She is asked in nobody's name, and whoever comes after her is asked too."""
    other = another(1, "dad@example.org")
    unwelcome = circle.started_by
    monkeypatch.setattr(
        "apps.circles.selectors.is_unwelcome_inviter",
        lambda access: access.membership.user == unwelcome,
    )
    mum = make_user("mum@example.org", "Mum")
    with time_machine.travel(clock.now() + timedelta(days=15)):
        services.invite_patients_due()
        assert [m.to[0] for m in mail.outbox] == ["mum@example.org", "dad@example.org"]
        assert "Ana" not in str(mail.outbox[0].body)
        assert "Starter" in str(mail.outbox[1].body)
        asked = Invitation.objects.get(circle=circle)
        access = accept_invitation(mum, asked)
    assert access is not None
    assert access.is_patient
    assert Invitation.objects.get(circle=other).author is not None


def test_an_invitation_of_the_sites_ends_with_the_address_it_was_for(
    circle: Circle, client_for: SignIn
) -> None:
    Membership.objects.filter(circle=circle).update(role=Role.HELPER)
    with time_machine.travel(clock.now() + timedelta(days=15)):
        services.invite_patients_due()
        assert is_open(Invitation.objects.get())
        Circle.objects.update(patient_email="other@example.org")
        assert not is_open(Invitation.objects.get())


def test_one_address_is_asked_four_times_a_day_and_the_rest_another_day(db: None) -> None:
    for number in range(6):
        another(number, "mum@example.org")
    last = another(7, "dad@example.org")
    with time_machine.travel(clock.now() + timedelta(days=15)):
        services.invite_patients_due()
    assert sorted(m.to[0] for m in mail.outbox) == ["dad@example.org"] + ["mum@example.org"] * 4
    assert Invitation.objects.filter(circle=last).exists()
