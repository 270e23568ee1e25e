"""What a reminder's mail brings along: one press to end it, and an event for one's own calendar."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client
from icalendar import Calendar
from time_machine import Traveller

from apps.accounts.models import User
from apps.careplan import services as careplan
from apps.careplan.kinds import AppointmentKind
from apps.careplan.rules import AppointmentDraft, When
from apps.circles.access import Access
from apps.circles.models import Contact
from apps.core import ics
from apps.core.ics import Event
from apps.reminders import rules, services
from apps.reminders.kinds import Reason, State
from apps.reminders.models import ContactMute, Mute, Parked, Preference
from apps.reminders.recipients import Recipient
from apps.reminders.services.unsubscribing import unsubscribe_link
from apps.reminders.subjects import Occasion
from tests.people import Cast
from tests.reminders.conftest import NOON, WEEK_BEFORE, SendDue, Sink, regular

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail(
    planned: Occasion, cast: Cast, sink: Sink, send_due: SendDue, clock: Traveller
) -> EmailMessage:
    clock.move_to(WEEK_BEFORE)
    send_due()
    return sink.to(cast.patient.email)[0]


def link_in(mail: EmailMessage) -> str:
    link = str(mail["List-Unsubscribe"]).strip().strip("<>")
    assert link.startswith("http://localhost/u/")
    return link.removeprefix("http://localhost")


def test_a_mail_program_ends_it_with_one_post_and_no_cookie(
    mail: EmailMessage, cast: Cast, clock: Traveller, send_due: SendDue, sink: Sink
) -> None:
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    browser = Client(enforce_csrf_checks=True)
    for _ in range(2):
        response = browser.post(link_in(mail), {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
    assert Mute.objects.get().user == cast.patient
    clock.move_to(regular(rules.DAY).due_at)
    send_due()
    assert (regular(rules.DAY).state, regular(rules.DAY).reason) == (State.SKIPPED, Reason.MUTED)
    assert len(sink.taken) == 1


def test_looking_changes_nothing_and_it_can_be_taken_back(mail: EmailMessage) -> None:
    browser = Client()
    assert "No more reminders about it" in browser.get(link_in(mail)).content.decode()
    assert not Mute.objects.exists()
    assert "Have them again" in browser.post(link_in(mail)).content.decode()
    browser.post(link_in(mail), {"again": "1"})
    assert not Mute.objects.exists()


def test_a_forged_or_cut_link_ends_nothing(mail: EmailMessage, cast: Cast) -> None:
    link = link_in(mail)
    other = unsubscribe_link(Recipient.member(uuid4())).removeprefix("http://localhost")
    for wrong in (link[:-5] + "/", link.replace("member", "contact"), "/u/x/", other):
        assert Client().post(wrong).status_code == 404
    assert not Mute.objects.exists()
    assert not Parked.objects.exists()


def test_a_contact_is_written_to_no_more(cast: Cast, clock: Traveller) -> None:
    contact = Contact.objects.create(circle=cast.circle, name="Lee", email="lee@example.org")
    link = unsubscribe_link(Recipient.contact(contact.pk)).removeprefix("http://localhost")
    Client().post(link)
    assert ContactMute.objects.get().contact == contact
    Client().post(link)
    Client().post(link, {"again": "1"})
    assert not ContactMute.objects.exists()


def draft(title: str, at: datetime) -> AppointmentDraft:
    return AppointmentDraft(
        kind=AppointmentKind.SCAN,
        title=title,
        when=When(at, True, "Europe/London"),
        place="Secret place",
        preparation="",
        seats=frozenset(),
    )


def events(sink: Sink, address: str) -> list[Any]:
    """What the calendars that came say, oldest first; each mail names the method of its file."""
    found = []
    for letter in sink.to(address):
        for part in letter.iter_attachments():
            assert part.get_content_type() == "text/calendar"
            book = Calendar.from_ical(part.get_content())
            [entry] = book.walk("VEVENT")
            assert part.get_param("method") == book["method"]
            cancels = book["method"] == "CANCEL"
            assert entry["status"] == ("CANCELLED" if cancels else "CONFIRMED")
            found.append(entry)
    return found


@pytest.mark.parametrize(("says_more", "summary"), [(False, "Appointment"), (True, "Breast scan")])
def test_an_appointment_comes_with_an_event_that_follows_its_changes(
    cast: Cast,
    access_of: Callable[[User], Access],
    clock: Traveller,
    sink: Sink,
    send_due: SendDue,
    says_more: bool,
    summary: str,
) -> None:
    clock.move_to(NOON - timedelta(hours=1))
    Preference.objects.create(user=cast.patient, says_more=says_more)
    access, at = access_of(cast.coordinator), NOON + timedelta(days=1, hours=2)
    made = careplan.add_appointment(access, appointment_id=uuid4(), draft=draft("Breast scan", at))
    settle(clock, send_due)
    later = draft("Breast scan", at + timedelta(hours=1))
    careplan.edit_appointment(access, appointment_id=made.pk, version=1, draft=later)
    settle(clock, send_due)
    careplan.cancel_appointment(access, made.pk)
    settle(clock, send_due)
    careplan.restore_appointment(access, made.pk)
    settle(clock, send_due)
    told = events(sink, cast.patient.email)
    assert [str(each["status"]) for each in told] == [
        "CONFIRMED",
        "CONFIRMED",
        "CANCELLED",
        "CONFIRMED",
    ]
    assert [each["sequence"] for each in told] == [1, 2, 3, 4]
    assert {str(each["uid"]) for each in told} == {f"{made.pk}@localhost"}
    assert [each["dtstart"].dt for each in told[:2]] == [at, at + timedelta(hours=1)]
    assert {str(each["organizer"]) for each in told} == {
        f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"
    }
    assert {str(each["summary"]) for each in told} == {summary}
    assert not any("Secret" in each.to_ical().decode() for each in told)


def settle(clock: Traveller, send_due: SendDue) -> None:
    clock.shift(timedelta(minutes=5))
    send_due()


def event(**more: Any) -> Event:
    values: dict[str, Any] = {
        "id": "1",
        "sequence": 2,
        "starts_at": datetime(2026, 7, 1, 9, 30, tzinfo=ZoneInfo("UTC")),
        "ends_at": None,
        "zone": "Europe/Madrid",
        "time_known": True,
        "summary": "Appointment",
    }
    return Event(**values | more)


def test_an_event_carries_the_rules_of_its_zone() -> None:
    book = Calendar.from_ical(ics.calendar(event()).text)
    [zone] = book.walk("VTIMEZONE")
    [entry] = book.walk("VEVENT")
    assert zone["tzid"] == "Europe/Madrid"
    assert entry["dtstart"].to_ical() == b"20260701T113000"
    assert entry["sequence"] == 2
    assert book["method"] == "PUBLISH"


def test_without_a_time_it_is_the_whole_day_at_the_place() -> None:
    starts = datetime(2026, 6, 30, 22, 0, tzinfo=ZoneInfo("UTC"))  # midnight in Madrid
    file = ics.calendar(event(starts_at=starts, time_known=False))
    [entry] = Calendar.from_ical(file.text).walk("VEVENT")
    assert entry["dtstart"].to_ical() == b"20260701"
    assert entry["dtend"].to_ical() == b"20260702"


def test_a_code_brings_nothing_of_the_kind(
    sink: Sink, send_due: SendDue, settings: Any, clock: Traveller
) -> None:
    settings.EMAIL_BACKEND = "apps.reminders.backend.OutboxBackend"
    Client().post("/sign-in/", {"address": "new@example.org"})
    services.send_due(float("inf"))
    [letter] = sink.to("new@example.org")
    assert letter["List-Unsubscribe"] is None
    assert list(letter.iter_attachments()) == []
