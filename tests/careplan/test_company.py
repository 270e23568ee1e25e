"""Guests in a seat, and the patient who goes alone."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from apps.careplan import selectors, services
from apps.careplan.kinds import SeatKind
from apps.careplan.models import Seat
from apps.circles.access import Access
from apps.circles.models import Contact
from apps.core.errors import RuleError
from tests.careplan.conftest import NOW
from tests.careplan.drafts import make_appointment
from tests.careplan.pages import Browser, appointment_fields
from tests.careplan.test_appointments import BOTH

Browse = Callable[[str], Browser]
DRIVER = SeatKind.DRIVER


def test_every_seat_has_all_its_words() -> None:
    assert all(all(str(word) for word in kind.words) for kind in SeatKind)


def test_uncle_bo_drives_by_name_and_can_be_freed_again(
    browse: Browse, coordinator: Access
) -> None:
    row = make_appointment(coordinator)
    browser = browse("coordinator")
    page = browser.press("seat_guest", row.pk, "driver", name="Uncle Bo")
    assert "Uncle Bo is driving." in page
    assert "Needs a driver" not in browser.open("plan")
    assert "Uncle Bo is driving" in browse("helper").open("plan")
    assert "The place is free again." in browser.press("seat_release", row.pk, "driver")


def test_a_helper_neither_names_nor_frees_a_guest(
    browse: Browse, coordinator: Access, helper: Access
) -> None:
    row = make_appointment(coordinator)
    with pytest.raises(PermissionDenied):
        services.fill_seat(helper, row.pk, DRIVER, guest="Uncle Bo")
    services.fill_seat(coordinator, row.pk, DRIVER, guest="Uncle Bo")
    with pytest.raises(PermissionDenied):
        services.give_seat_back(helper, row.pk, DRIVER)
    with pytest.raises(RuleError, match="Uncle Bo was a moment faster"):
        services.offer_for_seat(helper, row.pk, DRIVER)


def test_a_contact_can_be_chosen_and_one_of_them_is_needed(
    browse: Browse, coordinator: Access
) -> None:
    row = make_appointment(coordinator)
    browser = browse("coordinator")
    bo = Contact.objects.create(circle=coordinator.circle, name="Bo Lind", email="bo@example.org")
    assert "Bo Lind" in browser.open("seat_guest", row.pk, "driver")
    both = {"name": "Bo", "contact": str(bo.pk)}
    for wrong in ({}, both, {"name": "see www.example.org/x"}):
        assert browser.send("seat_guest", row.pk, "driver", **wrong).status_code == 422
    assert "Bo Lind is driving." in browser.press("seat_guest", row.pk, "driver", contact=bo.pk)
    late = browser.send("seat_guest", row.pk, "driver", name="Somebody else")
    assert late.status_code == 422
    assert "Bo Lind has this place already." in late.content.decode()
    assert 'value="Somebody else"' in late.content.decode()


def test_a_seat_is_never_for_two(coordinator: Access, helper: Access) -> None:
    row = make_appointment(coordinator)
    services.offer_for_seat(helper, row.pk, DRIVER)
    seat = Seat.objects.get()
    seat.guest = "Uncle Bo"
    with pytest.raises(ValidationError):
        seat.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        seat.save()


def test_who_goes_alone_needs_nobody_until_she_says_otherwise(
    browse: Browse, coordinator: Access, helper: Access
) -> None:
    row = make_appointment(coordinator, seats=BOTH)
    browser = browse("patient")
    assert "I go alone" in browser.open("appointment_detail", row.pk)
    assert "you go alone" in browser.press("going_alone", row.pk)
    page = browse("helper").open("plan")
    assert "Mei goes alone" in page
    assert "Needs a driver" not in page
    with pytest.raises(RuleError, match="no longer needed"):
        services.offer_for_seat(helper, row.pk, DRIVER)
    browser.press("going_with_company", row.pk)
    assert "Needs a driver" in browse("helper").open("plan")


def test_going_alone_is_the_patients_own_word(coordinator: Access, patient: Access) -> None:
    row = make_appointment(coordinator)
    with pytest.raises(PermissionDenied):
        services.set_going_alone(coordinator, row.pk, alone=True)


def test_who_has_a_seat_keeps_it_when_she_goes_alone(
    coordinator: Access, patient: Access, helper: Access
) -> None:
    row = make_appointment(coordinator, seats=BOTH)
    services.offer_for_seat(helper, row.pk, DRIVER)
    services.set_going_alone(patient, row.pk, alone=True)
    card = selectors.appointment_card(helper, row.pk)
    assert [seat.kind for seat in card.taken] == [DRIVER]
    assert card.missing == []


def test_whoever_asks_for_one_more_seat_asks_for_company_again(
    browse: Browse, coordinator: Access, patient: Access
) -> None:
    row = make_appointment(coordinator)
    services.set_going_alone(patient, row.pk, alone=True)
    fields = appointment_fields(version="1", seats=["driver", "note_taker"])
    browse("coordinator").press("appointment_edit", row.pk, **fields)
    assert len(selectors.appointment_card(patient, row.pk).missing) == 2


def test_after_the_visit_nobody_is_named_and_nobody_goes_alone(
    coordinator: Access, patient: Access, set_clock: Callable[[datetime], None]
) -> None:
    row = make_appointment(coordinator)
    set_clock(NOW + timedelta(days=2))
    with pytest.raises(RuleError, match="over"):
        services.fill_seat(coordinator, row.pk, DRIVER, guest="Uncle Bo")
    with pytest.raises(RuleError, match="over"):
        services.set_going_alone(patient, row.pk, alone=True)
