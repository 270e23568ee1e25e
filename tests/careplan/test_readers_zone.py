"""A time is told as it is at the place, and as the reader's own clock shows it where that differs: in every message."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from apps.careplan import services
from apps.careplan.kinds import SeatKind
from apps.careplan.models import Appointment
from apps.careplan.reminding import CompanySubject, FreedSeatSubject, SeatSubject
from apps.careplan.reminding.words import day_and_any_time, day_and_time, weekday
from apps.careplan.rules import WatchDraft, When
from apps.circles.access import Access
from apps.reminders import registry
from apps.reminders.kinds import Kind
from apps.reminders.models import Reminder
from apps.reminders.recipients import Recipient
from apps.reminders.services.answers import ask_about
from apps.reminders.subjects import Ask, Message
from tests.careplan.conftest import NOW
from tests.careplan.drafts import LONDON, TOMORROW, make_appointment, when
from tests.careplan.medicines import make_medicine

LATE, NO_TIME = when(at=time(22)), when(at=None)


@pytest.mark.parametrize(
    ("told", "zone", "words"),
    [
        (when(), LONDON, "Tuesday 24 November at 10:30"),
        (when(), "Africa/Accra", "Tuesday 24 November at 10:30"),
        (when(), "Asia/Shanghai", "Tuesday 24 November at 10:30 (18:30 where you are)"),
        (LATE, "Asia/Shanghai", "Tuesday 24 November at 22:00 (Wednesday, 06:00 where you are)"),
        (LATE, "Pacific/Auckland", "Tuesday 24 November at 22:00 (Wednesday, 11:00 where you are)"),
        (
            when(at=time(2)),
            "America/New_York",
            "Tuesday 24 November at 02:00 (Monday, 21:00 where you are)",
        ),
        (NO_TIME, "Pacific/Auckland", "Tuesday 24 November (time not known yet)"),
    ],
)
def test_a_time_is_told_on_both_clocks(told: When, zone: str, words: str) -> None:
    with timezone.override(ZoneInfo(zone)):
        assert day_and_time(told) == words
        assert day_and_any_time(told) == words.removesuffix(" (time not known yet)")
        expected = words.replace(" 24 November", "").removesuffix(" (time not known yet)")
        assert weekday(told) == expected


@pytest.fixture
def visit(coordinator: Access, helper: Access) -> Appointment:
    """Late on Thursday; Jun was taken off the driving."""
    visit = make_appointment(coordinator, when=when(TOMORROW + timedelta(days=2), time(22)))
    services.offer_for_seat(helper, visit.pk, SeatKind.DRIVER)
    services.give_seat_back(coordinator, visit.pk, SeatKind.DRIVER)
    return visit


HERE = "(Friday, 06:00 where you are)"


def say(subject: str, access: Access, visit: Appointment, kind: Kind) -> Message:
    asked = Ask(kind, visit.pk, 0, Recipient.member(access.membership.pk), NOW)
    return registry.get(subject).message(asked)


def test_whoever_reads_abroad_is_told_by_every_first_line_and_subject(
    visit: Appointment, coordinator: Access, helper: Access, patient: Access
) -> None:
    with timezone.override(ZoneInfo("Asia/Shanghai")):
        messages = [
            say("appointment", coordinator, visit, Kind.DUE),
            say(SeatSubject.name, helper, visit, Kind.NEWS),
            say(SeatSubject.name, coordinator, visit, Kind.WANTED),
            say(FreedSeatSubject.name, helper, visit, Kind.NEWS),
        ]
        services.offer_for_seat(coordinator, visit.pk, SeatKind.DRIVER)
        messages.append(say(CompanySubject.name, patient, visit, Kind.NEWS))
    for message in messages:
        for words in (message.subject, message.lines[0], message.full_lines[0]):
            assert HERE in words


def test_whoever_is_asked_abroad_sees_whose_clock_is_meant(
    visit: Appointment, helper: Access
) -> None:
    asked = Ask(Kind.NEWS, visit.pk, 0, Recipient.member(helper.membership.pk), NOW)
    with timezone.override(ZoneInfo("Asia/Shanghai")):
        assert SeatSubject().question(asked).when == f"Thursday at 22:00 {HERE}"


def test_a_dose_is_told_by_the_readers_clock_too(coordinator: Access) -> None:
    medicine = make_medicine(coordinator)
    watch = WatchDraft(frozenset(), frozenset({coordinator.membership.pk}), 90)
    services.set_watches(coordinator, medicine_id=medicine.pk, version=1, draft=watch)
    row = Reminder.objects.filter(subject="dose").earliest("due_at")
    assert row.recipient
    with timezone.override(ZoneInfo("Asia/Shanghai")):
        message = registry.get("dose").message(ask_about(row, row.recipient))
    assert "for 08:00 (16:00 where you are) is not ticked yet" in message.lines[0]
