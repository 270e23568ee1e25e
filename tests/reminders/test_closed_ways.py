"""Ways that do not get through: who reads of them, who opens them again, and whose wish is not another's."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import Traveller

from apps.accounts.models import User
from apps.circles.models import Contact
from apps.reminders import rules, services
from apps.reminders.kinds import Channel, Parking, Reason
from apps.reminders.models import Parked, Preference, PushDevice, Reminder
from apps.reminders.recipients import Recipient
from apps.reminders.services.parking import park
from apps.reminders.services.unsubscribing import unsubscribe_link
from apps.reminders.subjects import Occasion
from tests.people import Cast
from tests.reminders.conftest import WEEK_BEFORE, SendDue, Sink, Visit
from tests.reminders.push_services import Browser, PushService, add, push_service

pytestmark = pytest.mark.django_db
PAGE, AGAIN = "/me/reminders/", "/me/reminders/again/"
ENDED = "Notifications on one of your devices have ended"

SignIn = Callable[[User], Client]


@pytest.fixture
def service(settings: Any) -> Iterator[PushService]:
    with push_service(settings) as running:
        yield running


@pytest.fixture
def phone(cast: Cast, client_for: SignIn) -> Client:
    return client_for(cast.patient)


@pytest.fixture
def gone(
    planned: Occasion, cast: Cast, phone: Client, service: PushService, clock: Traveller
) -> Occasion:
    """A reminder is due on a phone whose push service knows it no more."""
    Preference.objects.create(user=cast.patient, quiet_from=None, quiet_to=None)
    add(phone, service, Browser())
    service.status["/one"] = 410
    clock.move_to(WEEK_BEFORE)
    return planned


def told_of_trouble() -> list[str]:
    rows = Reminder.objects.filter(subject="unreached")
    return [row.membership.user.email for row in rows if row.membership]


def test_whoever_had_notifications_on_a_device_that_is_gone_reads_it(
    gone: Occasion, cast: Cast, phone: Client, sink: Sink, send_due: SendDue
) -> None:
    send_due()
    assert ENDED in phone.get(PAGE).content.decode()
    assert ENDED in phone.get(reverse("bell")).content.decode()
    assert told_of_trouble() == []  # mail reaches them
    phone.post(AGAIN, {"channel": "push"})
    assert ENDED not in phone.get(PAGE).content.decode()
    assert not PushDevice.objects.exists()


def test_setting_it_up_again_there_is_all_it_takes(
    gone: Occasion, phone: Client, service: PushService, sink: Sink, send_due: SendDue
) -> None:
    send_due()
    add(phone, service, Browser(), "/two")
    assert ENDED not in phone.get(PAGE).content.decode()
    assert PushDevice.objects.get().endpoint.endswith("/two")


def test_when_it_was_the_last_way_who_looks_after_the_circle_hears_of_it(
    gone: Occasion, cast: Cast, client_for: SignIn, sink: Sink, send_due: SendDue
) -> None:
    park(Channel.EMAIL, cast.patient.email, Parking.STOPPED)
    assert told_of_trouble() == []
    send_due()
    assert told_of_trouble() == [cast.coordinator.email]
    page = client_for(cast.coordinator).get(f"/c/{cast.circle.pk}/people/reminders/")
    assert "Mei Chen: notifications" in page.content.decode()
    assert "Mei Chen: email" not in page.content.decode()  # their own wish


def test_mails_that_its_owner_ended_can_be_had_again(cast: Cast, phone: Client) -> None:
    park(Channel.EMAIL, cast.patient.email, Parking.STOPPED)
    page = phone.get(PAGE).content.decode()
    assert "You asked for no more mails" in page
    assert "START" not in page
    phone.post(AGAIN, {"channel": "email"})
    assert not Parked.objects.exists()
    assert "You asked for no more mails" not in phone.get(PAGE).content.decode()


def test_a_contact_who_wants_no_more_silences_no_member_with_the_same_address(
    visit: Visit, cast: Cast, clock: Traveller, sink: Sink, send_due: SendDue, never_quiet: None
) -> None:
    contact = Contact.objects.create(circle=cast.circle, name="Mei", email=cast.patient.email)
    both = {*visit(people=(cast.patient,)).recipients, Recipient.contact(contact.pk)}
    services.plan(replace(visit(people=(cast.patient,)), recipients=frozenset(both)))
    link = unsubscribe_link(Recipient.contact(contact.pk)).removeprefix("http://localhost")
    Client().post(link)
    clock.move_to(WEEK_BEFORE)
    send_due()
    assert len(sink.to(cast.patient.email)) == 1
    theirs = Reminder.objects.get(contact=contact, offset=rules.WEEK)
    assert theirs.reason == Reason.MUTED
    Client().post(link, {"again": "1"})
    clock.move_to(Reminder.objects.get(contact=contact, offset=rules.DAY).due_at)
    send_due()
    assert len(sink.to(cast.patient.email)) == 3


def test_the_circles_page_names_contacts_too_and_only_its_own(
    cast: Cast, client_for: SignIn, clock: Traveller
) -> None:
    for circle, name in ((cast.circle, "Bo Berg"), (cast.other_circle, "Ole Else")):
        Contact.objects.create(circle=circle, name=name, email="bo@example.org")
    park(Channel.EMAIL, "bo@example.org", Parking.UNKNOWN)
    page = client_for(cast.coordinator).get(f"/c/{cast.circle.pk}/people/reminders/")
    text = page.content.decode()
    assert "Bo Berg: email – please ask for another address or number" in text
    assert "Ole Else" not in text
    assert "bo@example.org" not in text


def test_the_circles_page_costs_the_same_however_many_are_in_it(
    cast: Cast, client_for: SignIn, clock: Traveller, django_assert_max_num_queries: Any
) -> None:
    client = client_for(cast.coordinator)
    url = f"/c/{cast.circle.pk}/people/reminders/"
    client.get(url)
    for number in range(20):
        address = f"{number}@example.org"
        Contact.objects.create(circle=cast.circle, name="Bo", email=address)
        park(Channel.EMAIL, address, Parking.REFUSED)
    with django_assert_max_num_queries(30):
        assert client.get(url).content.decode().count("Bo: email") == 20
