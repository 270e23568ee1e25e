"""Medicines and their pauses, through the services: who may, what stays, what is refused."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from apps.careplan import selectors, services
from apps.careplan.kinds import DoseState
from apps.careplan.models import Dose, Medicine, MedicinePause, MedicineRhythm
from apps.careplan.rules import Pause, Rhythm
from apps.circles.access import Access, open_circle
from apps.circles.kinds import Audience, Level, Section
from apps.circles.models import Receipt
from apps.circles.rules import Sharing
from apps.core.errors import RuleError, StaleError
from tests.careplan.medicines import (
    EVENING,
    MORNING,
    TODAY,
    make_medicine,
    medicine_draft,
    rhythm,
    tick,
)
from tests.people import Cast

SetClock = Callable[[datetime], None]


def edit(access: Access, medicine: Medicine, version: int = 1, **changes: Any) -> Any:
    return services.edit_medicine(
        access, medicine_id=medicine.pk, version=version, draft=medicine_draft(**changes)
    )


def due(access: Access, day: date = TODAY) -> list[tuple[str, bool]]:
    found = selectors.doses_of_day(access, day)
    return [(f"{dose.due.at:%H:%M}", dose.tick is not None) for dose in found.doses]


def test_only_who_may_edit_medicines_writes_them(
    coordinator: Access, helper: Access, follower: Access
) -> None:
    make_medicine(coordinator)
    for access in (helper, follower):
        with pytest.raises(PermissionDenied):
            make_medicine(access)
        assert selectors.medicine_list(access).current == []
        assert selectors.doses_of_today(access).is_empty


def test_a_medicine_of_another_circle_is_not_there(coordinator: Access, cast: Cast) -> None:
    medicine = make_medicine(coordinator)
    other = open_circle(cast.other, cast.other_circle.pk)
    for act in (
        lambda: services.withdraw_medicine(other, medicine.pk),
        lambda: tick(other, medicine),
        lambda: services.undo_tick(other, medicine_id=medicine.pk, dose_id=uuid4()),
        lambda: services.ask_for_more(other, medicine.pk),
    ):
        with pytest.raises(Http404):
            act()


def test_a_medicine_can_never_be_hidden_from_the_patient(coordinator: Access) -> None:
    medicine = make_medicine(coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Medicine.objects.filter(pk=medicine.pk).update(audience=Audience.ONLY_ME)


def test_what_is_for_the_close_circle_is_for_nobody_else(
    coordinator: Access, patient: Access, cast: Cast
) -> None:
    member = cast.access(cast.helper).membership
    member.levels = {**member.levels, Section.MEDICINES.value: int(Level.TAKE_PART)}
    member.save()
    medicine = make_medicine(coordinator, sharing=Sharing(Audience.CLOSE))
    make_medicine(coordinator, name="Vitamin D")
    helper = cast.access(cast.helper)
    assert [card.medicine.name for card in selectors.medicine_list(helper).current] == ["Vitamin D"]
    assert len(selectors.doses_of_today(helper).doses) == 1
    assert len(selectors.medicine_list(patient).current) == 2
    with pytest.raises(Http404):
        tick(helper, medicine)


def test_new_times_hold_from_today_unless_a_dose_of_today_is_ticked(
    coordinator: Access, patient: Access
) -> None:
    """Else the dose that was given at eight would be asked for again at nine."""
    medicine = make_medicine(coordinator)
    tick(patient, medicine, day=date(2026, 11, 20))
    card = edit(coordinator, medicine, rhythm=rhythm(time(9, 0)))
    assert due(patient) == [("09:00", False)]
    assert due(patient, date(2026, 11, 20)) == [("08:00", True)]
    assert due(patient, date(2026, 11, 21)) == [("08:00", False)]
    tick(patient, medicine, slot=time(9, 0))
    edit(coordinator, medicine, version=card.medicine.version, rhythm=rhythm(EVENING))
    assert due(patient) == [("09:00", True)]
    assert due(patient, date(2026, 11, 24)) == [("20:00", False)]


def test_a_rhythm_that_was_never_ticked_was_a_slip_and_is_written_over(coordinator: Access) -> None:
    medicine = make_medicine(coordinator)
    edit(coordinator, medicine, rhythm=rhythm(EVENING))
    assert MedicineRhythm.objects.count() == 1
    assert due(coordinator, date(2026, 11, 3)) == [("20:00", False)]


def test_an_outdated_edit_writes_nothing_and_what_stands_is_not_refused(
    coordinator: Access, patient: Access
) -> None:
    medicine = make_medicine(coordinator)
    edit(patient, medicine, dose="2 tablets")
    with pytest.raises(StaleError, match="Mei Chen changed this"):
        edit(coordinator, medicine, dose="3 tablets")
    assert edit(coordinator, medicine, dose="2 tablets").medicine.version == 2


def test_taking_off_the_list_keeps_what_was_ticked_and_can_be_undone(coordinator: Access) -> None:
    medicine = make_medicine(coordinator)
    tick(coordinator, medicine)
    services.withdraw_medicine(coordinator, medicine.pk)
    services.withdraw_medicine(coordinator, medicine.pk)
    assert due(coordinator) == []
    with pytest.raises(RuleError, match="Put it back first"):
        edit(coordinator, medicine, version=2, dose="2")
    services.restore_medicine(coordinator, medicine.pk)
    assert due(coordinator) == [("08:00", True)]
    actions = list(Receipt.objects.filter(subject="medicine").values_list("action", flat=True))
    assert actions == ["added", "cancelled", "restored"]


def pause(
    access: Access, medicine: Medicine, first: date, last: date | None = None
) -> MedicinePause:
    return services.add_pause(
        access,
        medicine_id=medicine.pk,
        pause_id=uuid4(),
        pause=Pause(first, last),
        reason="Low counts",
    )


def test_in_a_pause_there_are_no_doses_until_it_ends(coordinator: Access, patient: Access) -> None:
    medicine = make_medicine(coordinator)
    noted = pause(coordinator, medicine, date(2026, 11, 20))
    assert due(patient) == []
    with pytest.raises(RuleError, match="not on the list any more"):
        tick(patient, medicine)
    services.end_pause(
        patient, medicine_id=medicine.pk, pause_id=noted.pk, last_day=date(2026, 11, 22)
    )
    assert due(patient) == [("08:00", False)]
    assert due(patient, date(2026, 11, 22)) == []


def test_two_pauses_never_overlap(coordinator: Access) -> None:
    medicine = make_medicine(coordinator)
    first = pause(coordinator, medicine, date(2026, 11, 10), date(2026, 11, 12))
    with pytest.raises(RuleError, match="a pause in these days already"):
        pause(coordinator, medicine, date(2026, 11, 12))
    with pytest.raises(IntegrityError), transaction.atomic():
        MedicinePause.objects.create(
            circle=first.circle, medicine=medicine, from_on=date(2026, 11, 11)
        )
    pause(coordinator, medicine, date(2026, 11, 13))
    assert MedicinePause.objects.count() == 2


def test_a_form_that_went_back_and_was_filled_in_anew_notes_a_second_pause(
    coordinator: Access,
) -> None:
    medicine, once = make_medicine(coordinator), uuid4()

    def note(first: date, last: date) -> MedicinePause:
        return services.add_pause(
            coordinator, medicine_id=medicine.pk, pause_id=once, pause=Pause(first, last)
        )

    noted = note(TODAY, date(2026, 11, 24))
    assert note(TODAY, date(2026, 11, 24)) == noted
    with pytest.raises(RuleError, match="a pause in these days already"):
        note(TODAY, date(2026, 11, 25))
    other = note(date(2026, 12, 1), date(2026, 12, 2))
    assert other != noted
    assert other.from_on == date(2026, 12, 1)


def test_a_pause_that_has_ended_is_not_made_longer_from_an_old_page(coordinator: Access) -> None:
    medicine = make_medicine(coordinator)
    noted = pause(coordinator, medicine, date(2026, 11, 1), date(2026, 11, 10))
    pause(coordinator, medicine, date(2026, 11, 12))
    with pytest.raises(RuleError, match="has ended already"):
        services.end_pause(
            coordinator, medicine_id=medicine.pk, pause_id=noted.pk, last_day=date(2026, 11, 22)
        )
    noted.refresh_from_db()
    assert noted.until_on == date(2026, 11, 10)


def test_a_pause_that_ends_before_it_began_is_gone_and_removing_twice_is_once(
    coordinator: Access,
) -> None:
    medicine = make_medicine(coordinator)
    noted = pause(coordinator, medicine, TODAY)
    yesterday = date(2026, 11, 22)
    services.end_pause(coordinator, medicine_id=medicine.pk, pause_id=noted.pk, last_day=yesterday)
    services.remove_pause(coordinator, medicine_id=medicine.pk, pause_id=noted.pk)
    assert not MedicinePause.objects.exists()
    with pytest.raises(RuleError, match="not there any more"):
        services.end_pause(
            coordinator, medicine_id=medicine.pk, pause_id=noted.pk, last_day=yesterday
        )


def test_a_dose_ticked_once_is_ticked_for_all_and_the_second_is_told_who(
    coordinator: Access, patient: Access, set_clock: SetClock
) -> None:
    medicine = make_medicine(coordinator)
    set_clock(datetime(2026, 11, 23, 8, 5, tzinfo=UTC))
    first = tick(coordinator, medicine)
    set_clock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    with pytest.raises(RuleError, match="Ana Ruiz ticked this today at 08:05: Taken"):
        tick(patient, medicine)
    assert tick(coordinator, medicine).pk == first.pk
    with pytest.raises(RuleError, match="Undo that first"):
        tick(coordinator, medicine, state=DoseState.SKIPPED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dose.objects.create(
            circle=first.circle,
            medicine=medicine,
            day=TODAY,
            slot=MORNING,
            state="late",
            ticked_at=first.ticked_at,
        )


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2026, 11, 15)])
def test_tomorrow_and_long_ago_cannot_be_ticked(coordinator: Access, day: date) -> None:
    with pytest.raises(RuleError, match="last seven days"):
        tick(coordinator, make_medicine(coordinator), day=day)


def test_a_tick_is_undone_by_who_made_it_or_by_who_may_edit(
    coordinator: Access, patient: Access, cast: Cast
) -> None:
    member = cast.access(cast.helper).membership
    member.levels = {**member.levels, Section.MEDICINES.value: int(Level.TAKE_PART)}
    member.save()
    helper, medicine = cast.access(cast.helper), make_medicine(coordinator)
    dose = tick(patient, medicine)
    with pytest.raises(PermissionDenied):
        services.undo_tick(helper, medicine_id=medicine.pk, dose_id=dose.pk)
    services.undo_tick(coordinator, medicine_id=medicine.pk, dose_id=dose.pk)
    services.undo_tick(coordinator, medicine_id=medicine.pk, dose_id=dose.pk)
    own = tick(helper, medicine)
    services.undo_tick(helper, medicine_id=medicine.pk, dose_id=own.pk)
    assert not Dose.objects.exists()


def test_what_is_taken_as_needed_is_noted_as_often_as_it_is_pressed_but_once_a_tap(
    coordinator: Access,
) -> None:
    medicine = make_medicine(coordinator, name="Paracetamol", rhythm=Rhythm(TODAY), limit="4 a day")
    once = uuid4()
    for dose_id in (once, once, uuid4()):
        services.tick_as_needed(coordinator, medicine_id=medicine.pk, dose_id=dose_id)
    [card] = selectors.doses_of_today(coordinator).as_needed
    assert len(card.ticks) == 2
    with pytest.raises(RuleError, match="not on the list"):
        services.tick_as_needed(
            coordinator, medicine_id=make_medicine(coordinator).pk, dose_id=uuid4()
        )
