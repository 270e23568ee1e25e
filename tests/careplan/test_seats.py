"""Offering for a seat, giving it back, saying whether one will be there."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from apps.careplan import selectors, services
from apps.careplan.kinds import Answer, SeatKind
from apps.careplan.models import Seat
from apps.careplan.selectors import AppointmentCard, SeatCard
from apps.circles.access import Access
from apps.circles.kinds import Action
from apps.circles.models import Receipt
from apps.core.errors import RuleError
from tests.careplan.conftest import NOW, Told
from tests.careplan.drafts import make_appointment, when
from tests.careplan.test_appointments import BOTH, edit
from tests.people import Cast

DRIVER, COMPANION = SeatKind.DRIVER, SeatKind.COMPANION


def seat_of(card: AppointmentCard, kind: SeatKind = DRIVER) -> SeatCard:
    return next(seat for seat in card.seats if seat.kind == kind)


def test_who_offers_has_the_seat_and_it_is_noted(coordinator: Access, helper: Access) -> None:
    appointment = make_appointment(coordinator)
    services.offer_for_seat(helper, appointment.pk, DRIVER)
    seat = seat_of(selectors.appointment_card(coordinator, appointment.pk))
    assert seat.holder == helper.membership
    assert Receipt.objects.filter(subject="seat", action=Action.CLAIMED).count() == 1


def test_a_taken_seat_names_who_was_faster(coordinator: Access, helper: Access, told: Told) -> None:
    appointment = make_appointment(coordinator)
    services.offer_for_seat(helper, appointment.pk, DRIVER)
    with pytest.raises(RuleError, match="Jun Cole was a moment faster"):
        services.offer_for_seat(coordinator, appointment.pk, DRIVER)
    services.offer_for_seat(helper, appointment.pk, DRIVER)  # a double tap
    assert len(told.planned) == 2


def test_the_seat_of_somebody_who_left_is_empty(cast: Cast, coordinator: Access) -> None:
    appointment = make_appointment(coordinator)
    helper = cast.access(cast.helper)
    services.offer_for_seat(helper, appointment.pk, DRIVER)
    helper.membership.ended_at = NOW
    helper.membership.save()
    card = selectors.appointment_card(coordinator, appointment.pk)
    assert seat_of(card).holder is None
    services.offer_for_seat(coordinator, appointment.pk, DRIVER)
    assert seat_of(selectors.appointment_card(coordinator, appointment.pk)).is_mine


def test_seats_are_for_who_takes_part(cast: Cast, coordinator: Access, follower: Access) -> None:
    appointment = make_appointment(coordinator)
    with pytest.raises(PermissionDenied):
        services.offer_for_seat(follower, appointment.pk, DRIVER)
    with pytest.raises(PermissionDenied):
        services.set_attendance(follower, appointment.pk, Answer.YES)
    with pytest.raises(PermissionDenied):
        services.give_seat_back(follower, appointment.pk, DRIVER)


def test_only_an_editor_frees_the_seat_of_somebody_else(
    coordinator: Access, helper: Access, patient: Access
) -> None:
    appointment = make_appointment(coordinator)
    services.offer_for_seat(patient, appointment.pk, DRIVER)
    with pytest.raises(PermissionDenied):
        services.give_seat_back(helper, appointment.pk, DRIVER)
    services.give_seat_back(coordinator, appointment.pk, DRIVER)
    services.give_seat_back(coordinator, appointment.pk, DRIVER)  # already empty
    assert seat_of(selectors.appointment_card(helper, appointment.pk)).may_offer


def test_nobody_offers_for_what_is_over_cancelled_or_not_wanted(
    coordinator: Access, helper: Access, set_clock: Callable[[datetime], None]
) -> None:
    appointment = make_appointment(coordinator)
    with pytest.raises(RuleError, match="no longer needed"):
        services.offer_for_seat(helper, appointment.pk, COMPANION)
    services.cancel_appointment(coordinator, appointment.pk)
    with pytest.raises(RuleError, match="cancelled"):
        services.offer_for_seat(helper, appointment.pk, DRIVER)
    services.restore_appointment(coordinator, appointment.pk)
    set_clock(NOW + timedelta(days=2))
    with pytest.raises(RuleError, match="over"):
        services.offer_for_seat(helper, appointment.pk, DRIVER)
    with pytest.raises(RuleError, match="over"):
        services.set_attendance(helper, appointment.pk, Answer.YES)


def test_the_patient_is_not_her_own_company(coordinator: Access, patient: Access) -> None:
    appointment = make_appointment(coordinator, seats=BOTH)
    with pytest.raises(RuleError):
        services.offer_for_seat(patient, appointment.pk, COMPANION)
    card = selectors.appointment_card(patient, appointment.pk)
    assert seat_of(card, DRIVER).may_offer
    assert not seat_of(card, COMPANION).may_offer


def test_i_cant_gives_the_seats_back_and_offering_takes_the_no_back(
    coordinator: Access, helper: Access, told: Told
) -> None:
    appointment = make_appointment(coordinator, seats=BOTH)
    for kind in BOTH:
        services.offer_for_seat(helper, appointment.pk, kind)
    freed = services.set_attendance(helper, appointment.pk, Answer.NO)
    assert set(freed) == BOTH
    assert helper.membership.pk not in told.to_remind
    services.offer_for_seat(helper, appointment.pk, DRIVER)
    assert selectors.appointment_card(helper, appointment.pk).my_answer is None


def test_a_seat_is_confirmed_once_its_holder_says_so_for_the_time_as_it_stands(
    coordinator: Access, helper: Access
) -> None:
    appointment = make_appointment(coordinator)
    services.offer_for_seat(helper, appointment.pk, DRIVER)
    assert not seat_of(selectors.appointment_card(coordinator, appointment.pk)).is_confirmed
    services.set_attendance(helper, appointment.pk, Answer.YES)
    assert seat_of(selectors.appointment_card(coordinator, appointment.pk)).is_confirmed
    edit(coordinator, appointment, when=when(NOW.date() + timedelta(days=5)))
    card = selectors.appointment_card(helper, appointment.pk)
    assert not seat_of(card).is_confirmed
    assert card.my_answer is None
    assert seat_of(card).is_mine


def test_the_same_answer_twice_is_noted_once(coordinator: Access, helper: Access) -> None:
    appointment = make_appointment(coordinator)
    for answer in (Answer.YES, Answer.YES, Answer.NO, Answer.YES):
        services.set_attendance(helper, appointment.pk, answer)
    assert Receipt.objects.filter(action=Action.ANSWERED).count() == 3
    assert selectors.appointment_card(helper, appointment.pk).my_answer == Answer.YES


def test_the_others_see_who_said_what(coordinator: Access, patient: Access, helper: Access) -> None:
    appointment = make_appointment(coordinator)
    services.set_attendance(patient, appointment.pk, Answer.YES)
    services.set_attendance(helper, appointment.pk, Answer.NO)
    card = selectors.appointment_card(coordinator, appointment.pk)
    assert {(reply.name, reply.answer) for reply in card.replies} == {
        ("Mei Chen", Answer.YES),
        ("Jun Cole", Answer.NO),
    }


def test_an_unknown_appointment_or_seat_is_not_found(helper: Access) -> None:
    with pytest.raises(Http404):
        services.offer_for_seat(helper, uuid4(), DRIVER)
    with pytest.raises(Http404):
        selectors.seat_kind("throne")


def test_a_seat_stays_in_its_circle(cast: Cast, coordinator: Access) -> None:
    appointment = make_appointment(coordinator)
    seat = Seat(circle=cast.other_circle, appointment=appointment, kind=COMPANION)
    with pytest.raises(ValidationError):
        seat.full_clean()
