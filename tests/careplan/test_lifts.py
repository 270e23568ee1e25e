""" "I need a lift": a driver's seat opens, those who could drive are asked, and who asked hears who it is."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from apps.careplan import rules, services
from apps.careplan.kinds import Answer, AppointmentKind, SeatKind
from apps.careplan.models import Appointment, Seat
from apps.careplan.reminding import AppointmentSubject, CompanySubject, SeatSubject
from apps.circles.access import Access
from apps.circles.models import Limits
from apps.core.errors import RuleError
from apps.reminders.kinds import Kind, State
from apps.reminders.models import Reminder
from apps.reminders.recipients import Recipient
from apps.reminders.subjects import Ask
from tests.careplan.conftest import NOW
from tests.careplan.drafts import TOMORROW, make_appointment, when
from tests.careplan.pages import Browser
from tests.careplan.test_appointments import edit

THURSDAY = when(TOMORROW + timedelta(days=2))
COMPANY = frozenset({SeatKind.COMPANION})
VISIT, SEATS, WHO = AppointmentSubject(), SeatSubject(), CompanySubject()


@pytest.fixture
def visit(coordinator: Access) -> Appointment:
    """Somebody should come along; nobody has thought of a driver."""
    return make_appointment(coordinator, when=THURSDAY, seats=COMPANY)


def ask(access: Access, row: Appointment, kind: Kind = Kind.DUE) -> Ask:
    return Ask(kind, row.pk, row.moves, Recipient.member(access.membership.pk), NOW)


def asked(subject: str = "seat") -> set[object]:
    rows = Reminder.objects.filter(subject=subject, kind=Kind.NEWS, state=State.PENDING)
    return set(rows.values_list("membership", flat=True))


def driver(row: Appointment) -> Seat | None:
    return Seat.objects.filter(appointment=row, kind=SeatKind.DRIVER).first()


@pytest.mark.parametrize(
    ("seats", "is_patient", "is_call", "may"),
    [
        ([], True, False, True),
        ([SeatKind.NOTE_TAKER], True, False, True),
        ([SeatKind.DRIVER], True, False, False),
        ([], True, True, False),
        ([SeatKind.COMPANION], False, False, True),
        ([SeatKind.NOTE_TAKER], False, False, True),
        ([SeatKind.PHONE_IN], False, False, False),
        ([SeatKind.DRIVER, SeatKind.COMPANION], False, False, False),
        ([], False, False, False),
    ],
)
def test_who_may_need_a_lift(
    seats: list[SeatKind], is_patient: bool, is_call: bool, may: bool
) -> None:
    assert rules.may_need_lift(seats, is_patient=is_patient, is_call=is_call) is may


def test_it_is_the_third_answer_of_whoever_goes_there(
    visit: Appointment, patient: Access, coordinator: Access, helper: Access
) -> None:
    codes = [code for code, _label in VISIT.message(ask(patient, visit)).answers]
    assert codes == ["yes", "no", "lift"]
    assert len(VISIT.message(ask(coordinator, visit)).answers) == 2
    services.offer_for_seat(helper, visit.pk, SeatKind.COMPANION)
    assert len(VISIT.question(ask(helper, visit)).answers) == 3
    call = make_appointment(coordinator, kind=AppointmentKind.CALL)
    assert len(VISIT.message(ask(patient, call)).answers) == 2


def test_it_opens_a_drivers_seat_and_asks_the_others(
    visit: Appointment, patient: Access, coordinator: Access, helper: Access
) -> None:
    version = visit.version
    said = VISIT.answer(ask(patient, visit), "lift")
    assert said == "Thank you. Those who could drive are asked, and you hear who it is."
    assert driver(visit) is not None
    assert asked() == {coordinator.membership.pk, helper.membership.pk}
    visit.refresh_from_db()
    assert visit.version == version + 1  # an open edit form would close the seat again
    message = SEATS.message(ask(helper, visit, Kind.NEWS))
    assert (
        message.lines[0] == "A place is free on Thursday 26 November at 10:30. Could you take it?"
    )
    assert "Needs a driver." in message.lines
    assert VISIT.question(ask(patient, visit)).current == "lift"


def test_whoever_asked_hears_who_drives(
    visit: Appointment, patient: Access, coordinator: Access, helper: Access
) -> None:
    services.offer_for_seat(coordinator, visit.pk, SeatKind.COMPANION)
    VISIT.answer(ask(coordinator, visit), "lift")
    SEATS.answer(ask(helper, visit, Kind.NEWS), "driver")
    assert asked() == set()
    assert asked("company") == {coordinator.membership.pk, patient.membership.pk}
    message = WHO.message(ask(patient, visit, Kind.NEWS))
    assert message.subject == "Who comes along: Thursday 26 November at 10:30"
    assert message.lines == (
        "Jun Cole is driving on Thursday 26 November at 10:30.",
        "Ana Ruiz is going along on Thursday 26 November at 10:30.",
    )
    services.give_seat_back(helper, visit.pk, SeatKind.DRIVER)
    assert asked("company") == set()
    assert WHO.skip_reason(ask(coordinator, visit, Kind.NEWS)) == "not_wanted"


def test_who_drives_already_is_named_and_nobody_is_asked(
    visit: Appointment, coordinator: Access, patient: Access, helper: Access
) -> None:
    visit = edit(coordinator, visit, seats=COMPANY | {SeatKind.DRIVER})
    services.offer_for_seat(helper, visit.pk, SeatKind.DRIVER)
    assert VISIT.answer(ask(patient, visit), "lift").startswith("Thank you. Jun Cole is driving")
    assert asked() == set()
    with pytest.raises(RuleError, match="goes there and does not drive"):
        VISIT.answer(ask(helper, visit), "lift")


def test_whoever_has_no_room_is_not_asked(
    visit: Appointment, patient: Access, coordinator: Access, helper: Access
) -> None:
    services.ask_for_lift(patient, visit.pk)
    assert SEATS.skip_reason(ask(helper, visit, Kind.NEWS)) is None
    Limits.objects.create(membership=helper.membership, cannot_drive=True)
    # The companion's seat is free as well, and they could take that.
    assert SEATS.skip_reason(ask(helper, visit, Kind.NEWS)) is None
    services.offer_for_seat(coordinator, visit.pk, SeatKind.COMPANION)
    assert SEATS.skip_reason(ask(helper, visit, Kind.NEWS)) == "no_room"
    Limits.objects.create(membership=coordinator.membership, cannot_drive=True)
    assert SEATS.skip_reason(ask(coordinator, visit, Kind.NEWS)) is None  # they find somebody


@pytest.mark.parametrize("answer", [Answer.YES, Answer.NO])
def test_changing_ones_mind_closes_what_was_opened(
    visit: Appointment, patient: Access, answer: Answer
) -> None:
    services.ask_for_lift(patient, visit.pk)
    services.ask_for_lift(patient, visit.pk)
    visit.refresh_from_db()
    version = visit.version
    services.set_attendance(patient, visit.pk, answer)
    assert driver(visit) is None
    visit.refresh_from_db()
    assert visit.version == version + 1  # an open edit form would open the seat again
    assert asked() == set()


def test_a_seat_that_was_there_before_stays_but_is_asked_for_no_more(
    coordinator: Access, patient: Access
) -> None:
    visit = make_appointment(coordinator, when=THURSDAY)
    services.set_going_alone(patient, visit.pk, alone=True)
    services.ask_for_lift(patient, visit.pk)
    visit.refresh_from_db()
    assert not visit.goes_alone
    assert asked()
    services.set_attendance(patient, visit.pk, Answer.YES)
    seat = driver(visit)
    assert seat is not None
    assert seat.freed_at is None
    assert asked() == set()


def test_the_page_offers_it_and_shows_it(
    visit: Appointment, browse: Callable[[str], Browser]
) -> None:
    mine = browse("patient")
    assert "I need a lift" in mine.open("appointment_detail", visit.pk)
    page = mine.press("attendance", visit.pk, answer="lift")
    assert "You need a lift." in page
    assert "No lift needed" in page
    assert "I’ll drive" not in page
    theirs = browse("coordinator").open("appointment_detail", visit.pk)
    assert "Needs a lift" in theirs
    assert "I’ll drive" in theirs
