"""Adding, moving, cancelling and bringing back appointments."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from apps.careplan import selectors, services
from apps.careplan.kinds import AppointmentKind, SeatKind, Status
from apps.careplan.models import Appointment
from apps.circles.access import Access, open_circle
from apps.circles.kinds import Action, Audience
from apps.circles.models import Receipt
from apps.core.errors import RuleError, StaleError
from tests.careplan.conftest import NOW, Told
from tests.careplan.drafts import appointment_draft, make_appointment, when
from tests.people import Cast

BOTH = frozenset({SeatKind.DRIVER, SeatKind.COMPANION})


def edit(
    access: Access, appointment: Appointment, version: int = 1, **changes: object
) -> Appointment:
    return services.edit_appointment(
        access,
        appointment_id=appointment.pk,
        version=version,
        draft=replace(selectors.draft_of_appointment(access, appointment), **changes),  # type: ignore[arg-type]
    )


def noted(appointment: Appointment) -> list[str]:
    rows = Receipt.objects.filter(subject_id=appointment.pk).order_by("id")
    return list(rows.values_list("action", flat=True))


def test_a_new_appointment_is_planned_noted_and_has_its_seats(
    coordinator: Access, told: Told
) -> None:
    appointment = make_appointment(coordinator, seats=BOTH)
    assert appointment.status == Status.PLANNED
    assert appointment.over_at == appointment.starts_at + timedelta(hours=1)
    assert set(appointment.seats.values_list("kind", flat=True)) == {"driver", "companion"}
    assert noted(appointment) == [Action.ADDED]
    assert len(told.planned) == 1


def test_the_patient_and_coordinators_are_to_be_reminded_and_helpers_only_in_a_seat(
    coordinator: Access, patient: Access, helper: Access, told: Told
) -> None:
    appointment = make_appointment(coordinator)
    always = {patient.membership.pk, coordinator.membership.pk}
    assert told.to_remind == always
    assert told.planned[-1].entered_by == coordinator.membership.pk
    services.offer_for_seat(helper, appointment.pk, SeatKind.DRIVER)
    assert told.to_remind == always | {helper.membership.pk}


def test_a_member_without_the_plan_is_never_to_be_reminded(
    cast: Cast, patient: Access, told: Told
) -> None:
    coordinator = cast.access(cast.coordinator)
    coordinator.membership.levels["plan"] = 0
    coordinator.membership.save()
    make_appointment(patient)
    assert coordinator.membership.pk not in told.to_remind


def test_what_is_over_is_kept_as_a_record_and_reminds_nobody(
    coordinator: Access, told: Told
) -> None:
    appointment = make_appointment(coordinator, when=when(date(2026, 11, 2)))
    assert appointment.status == Status.DONE
    assert told.planned == []


def test_the_same_form_sent_twice_makes_one_appointment(coordinator: Access, told: Told) -> None:
    one = uuid4()
    first = services.add_appointment(coordinator, appointment_id=one, draft=appointment_draft())
    again = services.add_appointment(coordinator, appointment_id=one, draft=appointment_draft())
    assert first.pk == again.pk == one
    assert noted(first) == [Action.ADDED]
    assert len(told.planned) == 1


def test_a_form_that_went_back_and_was_filled_in_anew_makes_a_second_appointment(
    coordinator: Access,
) -> None:
    one = uuid4()
    drafts = [appointment_draft(place="Clinic 3"), appointment_draft(place="Clinic 9")]
    for draft in [*drafts, *drafts]:  # each of them with a double tap
        services.add_appointment(coordinator, appointment_id=one, draft=draft)
    places = Appointment.objects.values_list("place", flat=True)
    assert sorted(places) == ["Clinic 3", "Clinic 9"]


def test_an_id_that_somebody_else_has_is_passed_over(cast: Cast, coordinator: Access) -> None:
    theirs = make_appointment(open_circle(cast.other, cast.other_circle.pk), title="Theirs")
    ours = services.add_appointment(
        coordinator, appointment_id=theirs.pk, draft=appointment_draft(title="Ours")
    )
    assert ours.pk != theirs.pk
    theirs.refresh_from_db()
    assert theirs.title == "Theirs"


@pytest.mark.parametrize("role", ["helper", "follower"])
def test_adding_and_moving_needs_edit(cast: Cast, coordinator: Access, role: str) -> None:
    access = cast.access(cast.people()[role])
    appointment = make_appointment(coordinator)
    with pytest.raises(PermissionDenied):
        make_appointment(access)
    with pytest.raises(PermissionDenied):
        edit(access, appointment, place="Elsewhere")
    with pytest.raises(PermissionDenied):
        services.cancel_appointment(access, appointment.pk)
    with pytest.raises(PermissionDenied):
        services.restore_appointment(access, appointment.pk)


def test_moving_raises_the_occurrence_and_other_changes_do_not(
    coordinator: Access, told: Told
) -> None:
    appointment = make_appointment(coordinator)
    edited = edit(coordinator, appointment, place="Clinic 3")
    assert (edited.moves, edited.version, noted(edited)[-1]) == (0, 2, Action.CHANGED)
    moved = edit(coordinator, edited, version=2, when=when(at=time(14)))
    assert (moved.moves, moved.version, noted(moved)[-1]) == (1, 3, Action.MOVED)
    assert [occasion.occurrence for occasion in told.planned] == [0, 0, 1]


def test_another_kind_takes_as_long_as_that_kind_does(coordinator: Access) -> None:
    row = make_appointment(coordinator, kind=AppointmentKind.BLOOD_TEST)
    assert row.over_at == row.starts_at + timedelta(minutes=30)
    edited = edit(coordinator, row, kind=AppointmentKind.CHEMOTHERAPY)
    assert edited.over_at == row.starts_at + timedelta(hours=4)


def test_saving_without_a_change_changes_nothing(coordinator: Access, told: Told) -> None:
    appointment = make_appointment(coordinator)
    assert edit(coordinator, appointment).version == 1
    assert noted(appointment) == [Action.ADDED]
    assert len(told.planned) == 1


def test_saving_twice_what_was_typed_once_is_no_clash(coordinator: Access, told: Told) -> None:
    appointment = make_appointment(coordinator)
    for _twice in range(2):
        assert edit(coordinator, appointment, version=1, place="Clinic 3").version == 2
    assert noted(appointment) == [Action.ADDED, Action.CHANGED]


def test_a_record_moved_ahead_is_planned_again_and_a_plan_moved_back_is_a_record(
    coordinator: Access, told: Told
) -> None:
    record = make_appointment(coordinator, when=when(date(2026, 11, 2)))
    ahead = edit(coordinator, record, when=when())
    assert ahead.status == Status.PLANNED
    assert told.to_remind
    back = edit(coordinator, ahead, version=2, when=when(date(2026, 11, 2)))
    assert back.status == Status.DONE
    assert told.planned[-1].starts_at < NOW


def test_an_outdated_copy_is_never_written_over_a_newer_one(
    coordinator: Access, patient: Access, told: Told
) -> None:
    appointment = make_appointment(coordinator)
    edit(patient, appointment, place="Clinic 3")
    with pytest.raises(StaleError, match="Mei Chen changed this"):
        edit(coordinator, appointment, version=1, place="Clinic 9")
    appointment.refresh_from_db()
    assert (appointment.place, appointment.version) == ("Clinic 3", 2)
    assert len(told.planned) == 2


def test_a_version_there_never_was_is_outdated_too(coordinator: Access) -> None:
    with pytest.raises(StaleError, match="This was changed"):
        edit(coordinator, make_appointment(coordinator), version=9, place="Clinic 9")


def test_cancelling_makes_an_open_form_outdated(coordinator: Access, patient: Access) -> None:
    appointment = make_appointment(coordinator)
    services.cancel_appointment(patient, appointment.pk)
    with pytest.raises(StaleError):
        edit(coordinator, appointment, place="Clinic 9")
    with pytest.raises(RuleError, match="cancelled"):
        edit(coordinator, appointment, version=2, place="Clinic 9")


def test_ones_own_change_elsewhere_is_called_so(coordinator: Access) -> None:
    appointment = make_appointment(coordinator)
    edit(coordinator, appointment, place="Clinic 3")
    with pytest.raises(StaleError, match="You changed this somewhere else"):
        edit(coordinator, appointment, place="Clinic 9")


def test_cancelling_withdraws_the_reminders_and_undo_plans_them_again(
    coordinator: Access, helper: Access, told: Told
) -> None:
    appointment = make_appointment(coordinator)
    services.offer_for_seat(helper, appointment.pk, SeatKind.DRIVER)
    for _twice in range(2):
        services.cancel_appointment(coordinator, appointment.pk)
    assert len(told.withdrawn) == 1
    for _twice in range(2):
        restored = services.restore_appointment(coordinator, appointment.pk)
    assert restored.status == Status.PLANNED
    assert helper.membership.pk in told.to_remind
    assert len(told.planned) == 3
    assert noted(appointment) == [Action.ADDED, Action.CANCELLED, Action.RESTORED]


def test_bringing_back_what_is_over_meanwhile_makes_a_record(
    coordinator: Access, told: Told, set_clock: Callable[[datetime], None]
) -> None:
    appointment = make_appointment(coordinator)
    services.cancel_appointment(coordinator, appointment.pk)
    set_clock(NOW + timedelta(days=3))
    assert services.restore_appointment(coordinator, appointment.pk).status == Status.DONE
    assert len(told.planned) == 1


def test_a_seat_that_somebody_has_is_not_taken_from_them_by_an_edit(
    coordinator: Access, helper: Access
) -> None:
    appointment = make_appointment(coordinator, seats=BOTH)
    services.offer_for_seat(helper, appointment.pk, SeatKind.DRIVER)
    with pytest.raises(RuleError, match=r"Jun Cole .* Free the place first"):
        edit(coordinator, appointment, seats=frozenset(), place="Clinic 9")
    appointment.refresh_from_db()
    assert appointment.place == "St Mary’s"
    edit(coordinator, appointment, seats=frozenset({SeatKind.DRIVER}))
    assert list(appointment.seats.values_list("kind", flat=True)) == ["driver"]


def test_the_database_refuses_what_must_never_be(coordinator: Access) -> None:
    appointment = make_appointment(coordinator)
    rows = Appointment.objects.filter(pk=appointment.pk)
    wrong: list[dict[str, object]] = [
        {"ends_at": appointment.starts_at},
        {"time_known": False, "ends_at": appointment.starts_at + timedelta(hours=1)},
        {"over_at": appointment.starts_at},
        {"audience": Audience.ONLY_ME},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**values)


def test_a_zone_nobody_knows_is_refused(coordinator: Access) -> None:
    with pytest.raises(ValidationError):
        make_appointment(coordinator, when=when(zone="Etc/GMT+3"))
