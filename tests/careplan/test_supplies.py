"""What is left of a medicine, fetching more, and who hears of its doses."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from apps.careplan import selectors, services
from apps.careplan.kinds import DoseState
from apps.careplan.models import Medicine, Supply, Task
from apps.careplan.rules import Stock, SupplyDraft, WatchDraft
from apps.circles.access import Access
from apps.circles.kinds import Audience
from apps.circles.rules import Sharing
from apps.core.errors import RuleError, StaleError
from tests.careplan.medicines import make_medicine, tick
from tests.careplan.pages import Browser

SetClock = Callable[[datetime], None]


def count(access: Access, medicine: Medicine, counted: int = 10, version: int = 1) -> Supply:
    draft = SupplyDraft(Decimal(counted), "tablets", Decimal(1), 7)
    return services.count_supply(access, medicine_id=medicine.pk, version=version, draft=draft)


def left(access: Access, medicine: Medicine) -> Stock:
    return selectors.stocks(access, [selectors.medicine_card(access, medicine.pk)])[medicine.pk]


def test_each_tick_after_the_count_is_taken_off_and_a_skipped_one_is_not(
    coordinator: Access, set_clock: SetClock
) -> None:
    medicine = make_medicine(coordinator)
    tick(coordinator, medicine, day=date(2026, 11, 22))
    count(coordinator, medicine)
    assert left(coordinator, medicine) == Stock(Decimal(10), date(2026, 12, 3), date(2026, 11, 26))
    set_clock(datetime(2026, 11, 23, 9, 5, tzinfo=UTC))
    dose = tick(coordinator, medicine)
    assert left(coordinator, medicine).left == 9
    assert left(coordinator, medicine).runs_out_on == date(2026, 12, 3)
    services.undo_tick(coordinator, medicine_id=medicine.pk, dose_id=dose.pk)
    tick(coordinator, medicine, state=DoseState.SKIPPED)
    assert left(coordinator, medicine) == Stock(Decimal(10), date(2026, 12, 4), date(2026, 11, 27))


def test_one_tap_asks_for_more_in_words_that_do_not_name_the_medicine(
    coordinator: Access, follower: Access
) -> None:
    medicine = make_medicine(coordinator)
    with pytest.raises(RuleError, match="Count what is left first"):
        services.ask_for_more(coordinator, medicine.pk)
    count(coordinator, medicine)
    for _twice in range(2):
        services.ask_for_more(coordinator, medicine.pk)
    task = Task.objects.get()
    assert (task.title, task.due_on) == ("Pick up medicine", date(2026, 11, 26))
    assert selectors.task(follower, task.pk).title == "Pick up medicine"
    count(coordinator, medicine, 40, version=2)
    services.ask_for_more(coordinator, medicine.pk)
    assert Task.objects.count() == 2


def test_once_a_count_more_is_asked_for_whoever_asks_and_whatever_became_of_it(
    coordinator: Access, patient: Access, browse: Callable[[str], Browser]
) -> None:
    medicine = make_medicine(coordinator)
    count(coordinator, medicine)
    task = services.ask_for_more(coordinator, medicine.pk)
    browser = browse("patient")
    assert "It is on the list of tasks." in browser.press("supply_task", medicine.pk)
    services.withdraw_task(coordinator, task.pk)
    assert "it was taken off the list" in browser.press("supply_task", medicine.pk)
    services.restore_task(coordinator, task.pk)
    services.complete_task(patient, task.pk)
    assert "It was picked up after the last count." in browser.press("supply_task", medicine.pk)
    assert Task.objects.count() == 1


def test_a_count_is_shown_as_it_was_typed_and_sent_twice_is_counted_once(
    coordinator: Access, patient: Access, browse: Callable[[str], Browser], set_clock: SetClock
) -> None:
    medicine = make_medicine(coordinator)
    count(coordinator, medicine, 30)
    assert 'name="counted" value="30"' in browse("coordinator").open("supply_count", medicine.pk)
    set_clock(datetime(2026, 11, 23, 9, 0, 1, tzinfo=UTC))
    assert count(coordinator, medicine, 30).version == 2
    with pytest.raises(StaleError):
        count(patient, medicine, 30)


def test_of_two_who_count_the_second_is_shown_the_first(
    coordinator: Access, patient: Access
) -> None:
    medicine = make_medicine(coordinator)
    count(patient, medicine)
    with pytest.raises(StaleError, match="Mei Chen changed this"):
        count(coordinator, medicine, 12)
    count(coordinator, medicine, 12, version=2)
    assert Supply.objects.get().counted == 12


def test_who_hears_is_chosen_among_those_who_may_see_it(
    coordinator: Access, patient: Access
) -> None:
    medicine = make_medicine(coordinator, sharing=Sharing(Audience.CLOSE))
    members = selectors.may_hear_of(coordinator, medicine)
    assert [member.name for member in members] == ["Mei Chen", "Ana Ruiz"]
    draft = WatchDraft(
        reminded=frozenset({patient.membership.pk}),
        told=frozenset({coordinator.membership.pk}),
        after_minutes=120,
    )
    services.set_watches(coordinator, medicine_id=medicine.pk, version=1, draft=draft)
    services.set_watches(coordinator, medicine_id=medicine.pk, version=1, draft=draft)
    assert selectors.watch_names(patient, medicine) == {
        "due": ["Mei Chen"],
        "not_ticked": ["Ana Ruiz"],
    }
    with pytest.raises(StaleError):
        services.set_watches(
            patient,
            medicine_id=medicine.pk,
            version=1,
            draft=WatchDraft(frozenset(), frozenset(), 60),
        )
