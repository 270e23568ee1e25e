"""Whoever has allowed it is told what a thing is, by every kind of message; the others only that there is something."""

from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from apps.careplan import services
from apps.careplan.kinds import SeatKind
from apps.careplan.models import Appointment
from apps.careplan.reminding import AppointmentSubject
from apps.careplan.rules import WatchDraft
from apps.circles import services as circles
from apps.circles.access import Access
from apps.circles.kinds import Role
from apps.circles.models import Contact
from apps.reminders import registry
from apps.reminders.kinds import Kind
from apps.reminders.models import Reminder
from apps.reminders.recipients import Recipient
from apps.reminders.services.answers import ask_about
from apps.reminders.subjects import Ask, Message
from tests.careplan.conftest import NOW
from tests.careplan.drafts import LONDON, TOMORROW, make_appointment, make_timed_task, when
from tests.careplan.medicines import make_medicine

THURSDAY = TOMORROW + timedelta(days=2)
NOTHING_MORE = {
    "unreached": "who cannot be reached is all there is to it, and is said to everyone it concerns",
    "texts_spent": "about the circle as a whole, and nothing in it",
}


@pytest.fixture
def visit(coordinator: Access, helper: Access) -> Appointment:
    """Jun drove, was taken off it again, and Ana drives instead."""
    visit = make_appointment(
        coordinator, title="Secret scan", place="Secret ward", when=when(THURSDAY)
    )
    services.offer_for_seat(helper, visit.pk, SeatKind.DRIVER)
    services.give_seat_back(coordinator, visit.pk, SeatKind.DRIVER)
    services.offer_for_seat(coordinator, visit.pk, SeatKind.DRIVER)
    return visit


@pytest.fixture
def everything(
    visit: Appointment, coordinator: Access, helper: Access, patient: Access
) -> list[Reminder]:
    """Something of each kind that people are told of."""
    task = make_timed_task(coordinator, "Secret errand", day=THURSDAY)
    services.ask_for_task(coordinator, task.pk, helper.membership.pk)
    medicine = make_medicine(coordinator, name="Secret pill")
    watch = WatchDraft(frozenset({patient.membership.pk}), frozenset(), 90)
    services.set_watches(coordinator, medicine_id=medicine.pk, version=1, draft=watch)
    circles.invite(coordinator, invitation_id=uuid4(), name="Secret friend", role=Role.HELPER)
    taken = make_timed_task(coordinator, "Secret errand", day=THURSDAY)
    services.claim_task(helper, taken.pk)
    services.release_task(coordinator, taken.pk)
    return list(Reminder.objects.filter(membership__isnull=False))


def said(row: Reminder) -> Message:
    assert row.recipient
    with timezone.override(ZoneInfo(LONDON)):
        return registry.get(row.subject).message(ask_about(row, row.recipient))


def test_each_kind_of_message_says_more_to_who_allowed_it_or_has_nothing_more_to_say(
    everything: list[Reminder],
) -> None:
    told = {row.subject for row in everything}
    assert told | set(NOTHING_MORE) == set(registry._subjects) - {"visit"}
    assert told.isdisjoint(NOTHING_MORE)
    for row in everything:
        message = said(row)
        discreet = " ".join((message.subject, *message.lines, message.link_label, message.link))
        assert "Secret" not in discreet, row
        assert "Secret" in message.full_lines[0], row  # what a notification shows


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        (Kind.DUE, "Mei: Secret scan on Thursday 26 November at 10:30."),
        (Kind.MOVED, "Mei: Secret scan has moved. It is now on Thursday 26 November at 10:30."),
    ],
)
def test_a_visit_is_told_in_full_with_its_place(
    visit: Appointment, coordinator: Access, patient: Access, kind: Kind, first: str
) -> None:
    message = full_words(coordinator, visit, kind)
    assert message.full_lines == (first, "Where: Secret ward.", "You are driving.")
    hers = full_words(patient, visit, kind).full_lines
    assert hers == (first.removeprefix("Mei: "), "Where: Secret ward.", "Ana Ruiz is driving.")


def test_a_visit_that_is_off_sends_nobody_to_its_place(
    visit: Appointment, coordinator: Access, patient: Access
) -> None:
    services.cancel_appointment(coordinator, visit.pk)
    assert full_words(patient, visit, Kind.CANCELLED).full_lines == (
        "Secret scan on Thursday 26 November at 10:30 is cancelled. There is nothing to do.",
    )


def test_a_contact_who_drives_is_never_told_more(visit: Appointment, coordinator: Access) -> None:
    services.give_seat_back(coordinator, visit.pk, SeatKind.DRIVER)
    bo = Contact.objects.create(circle=coordinator.circle, name="Bo", email="bo@example.org")
    services.fill_seat(coordinator, visit.pk, SeatKind.DRIVER, contact=bo)
    asked = Ask(Kind.DUE, visit.pk, 0, Recipient.contact(bo.pk), NOW)
    assert AppointmentSubject().message(asked).full_lines == ()


def full_words(access: Access, visit: Appointment, kind: Kind) -> Message:
    with timezone.override(ZoneInfo(LONDON)):
        return AppointmentSubject().message(
            Ask(kind, visit.pk, 0, Recipient.member(access.membership.pk), NOW)
        )
