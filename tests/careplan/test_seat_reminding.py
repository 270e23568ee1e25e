"""Empty seats: who is told a day before, who is asked when one is given back, and when nobody is."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest

from apps.careplan import services
from apps.careplan.kinds import Answer, SeatKind
from apps.careplan.models import Appointment
from apps.careplan.reminding import SeatSubject
from apps.circles.access import Access
from apps.circles.kinds import Audience
from apps.circles.services.leaving import leave_circle
from apps.core.errors import RuleError
from apps.reminders import registry
from apps.reminders.kinds import Kind, State
from apps.reminders.models import Reminder
from apps.reminders.recipients import Recipient
from apps.reminders.subjects import Ask
from tests.careplan.conftest import NOW
from tests.careplan.drafts import TOMORROW, make_appointment, when
from tests.careplan.test_appointments import edit
from tests.careplan.test_selectors import hide

SUBJECT = SeatSubject()
DRIVER = SeatKind.DRIVER
THURSDAY = when(TOMORROW + timedelta(days=2))


@pytest.fixture
def visit(coordinator: Access) -> Appointment:
    return make_appointment(coordinator, when=THURSDAY)


def pending(kind: Kind) -> list[Reminder]:
    rows = Reminder.objects.filter(subject="seat", kind=kind, state=State.PENDING)
    return list(rows.order_by("pk"))


def ask(access: Access, row: Appointment, kind: Kind = Kind.WANTED, occurrence: int = 0) -> Ask:
    return Ask(kind, row.pk, occurrence, Recipient.member(access.membership.pk), NOW)


def test_the_reminders_room_knows_the_subject() -> None:
    assert isinstance(registry.get("seat"), SeatSubject)


def test_whoever_coordinates_is_told_a_day_before(visit: Appointment, coordinator: Access) -> None:
    (row,) = pending(Kind.WANTED)
    assert row.membership_id == coordinator.membership.pk
    assert row.due_at == datetime(2026, 11, 25, 10, 30, tzinfo=UTC)


def test_without_a_coordinator_it_is_the_patient(patient: Access, coordinator: Access) -> None:
    coordinator.membership.ended_at = NOW
    coordinator.membership.save()
    make_appointment(patient, when=when(THURSDAY.day, None))
    (row,) = pending(Kind.WANTED)
    assert row.membership_id == patient.membership.pk
    assert row.due_at == datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("how", ["no seats", "alone", "cancelled"])
def test_nobody_is_told_of_what_is_not_wanted(
    visit: Appointment, coordinator: Access, patient: Access, how: str
) -> None:
    if how == "alone":
        services.set_going_alone(patient, visit.pk, alone=True)
    elif how == "cancelled":
        services.cancel_appointment(coordinator, visit.pk)
    else:
        edit(coordinator, visit, seats=frozenset())
    assert pending(Kind.WANTED) == []


def test_a_seat_taken_meanwhile_is_asked_for_no_more(
    visit: Appointment, coordinator: Access, helper: Access
) -> None:
    assert SUBJECT.skip_reason(ask(coordinator, visit)) is None
    services.offer_for_seat(helper, visit.pk, DRIVER)
    assert SUBJECT.skip_reason(ask(coordinator, visit)) == "not_wanted"
    helper.membership.ended_at = NOW
    helper.membership.save()
    assert SUBJECT.skip_reason(ask(coordinator, visit)) is None


def test_what_no_longer_holds_is_not_sent(
    visit: Appointment,
    coordinator: Access,
    helper: Access,
    set_clock: Callable[[datetime], None],
) -> None:
    moved = edit(coordinator, visit, when=when(TOMORROW + timedelta(days=3)))
    assert SUBJECT.skip_reason(ask(coordinator, visit)) == "moved"
    hide(moved, Audience.CLOSE)
    assert SUBJECT.skip_reason(ask(helper, visit, occurrence=1)) == "no_access"
    set_clock(NOW + timedelta(days=9))
    assert SUBJECT.skip_reason(ask(coordinator, visit, occurrence=1)) == "past"


def test_i_cant_asks_those_who_could_take_the_place(
    visit: Appointment, coordinator: Access, helper: Access
) -> None:
    services.offer_for_seat(helper, visit.pk, DRIVER)
    assert pending(Kind.NEWS) == []
    services.set_attendance(helper, visit.pk, Answer.NO)
    assert [row.membership_id for row in pending(Kind.NEWS)] == [coordinator.membership.pk]
    services.offer_for_seat(coordinator, visit.pk, DRIVER)
    assert pending(Kind.NEWS) == []
    services.give_seat_back(coordinator, visit.pk, DRIVER)
    assert [row.membership_id for row in pending(Kind.NEWS)] == [helper.membership.pk]


def test_of_whoever_leaves_the_place_is_offered_to_others_though_they_see_the_visit_no_more(
    visit: Appointment, coordinator: Access, helper: Access
) -> None:
    services.offer_for_seat(helper, visit.pk, DRIVER)
    hide(visit, Audience.CLOSE)
    leave_circle(helper)
    assert [row.membership_id for row in pending(Kind.NEWS)] == [coordinator.membership.pk]


def test_the_words_are_discreet_and_the_place_is_taken_in_one_tap(
    visit: Appointment, helper: Access
) -> None:
    asked = ask(helper, visit, Kind.NEWS)
    message = SUBJECT.message(asked)
    assert message.subject == "Somebody is needed: Thursday 26 November at 10:30"
    assert "Needs a driver." in message.lines
    assert message.answers == (("driver", "I’ll drive"),)
    assert SUBJECT.question(asked).when == "Thursday at 10:30"
    assert "Thank you" in SUBJECT.answer(asked, "driver")
    with pytest.raises(RuleError, match="does not work"):
        SUBJECT.answer(asked, "throne")


def test_a_tap_for_a_time_that_is_no_more_is_answered(
    visit: Appointment, coordinator: Access, helper: Access
) -> None:
    edit(coordinator, visit, when=when(THURSDAY.day, time(15)))
    with pytest.raises(RuleError, match="moved to another time"):
        SUBJECT.answer(ask(helper, visit), "driver")
