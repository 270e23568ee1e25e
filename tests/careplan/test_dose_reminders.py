"""Who hears of a dose: at its time, or when it is not ticked a while later; checked when it is sent."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.careplan import selectors, services
from apps.careplan.models import DoseDay, Medicine
from apps.careplan.reminding import DoseSubject
from apps.careplan.rules import Pause, WatchDraft
from apps.careplan.services import dose_planning
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.circles.models import Membership
from apps.reminders import services as reminders
from apps.reminders.kinds import Kind
from apps.reminders.models import Preference, Reminder
from apps.reminders.recipients import Recipient
from apps.reminders.selectors import heaviest, unread
from apps.reminders.subjects import Ask
from tests.careplan.medicines import (
    EVENING,
    MORNING,
    TODAY,
    make_medicine,
    medicine_draft,
    rhythm,
    tick,
)

SetClock = Callable[[datetime], None]
EIGHT = 8 * 60


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _before_eight(set_clock: SetClock) -> None:
    set_clock(at(23, 7))


@pytest.fixture
def medicine(coordinator: Access, patient: Access) -> Medicine:
    """The patient is reminded at eight, and Ana hears an hour and a half later."""
    made = make_medicine(coordinator)
    watch(coordinator, patient, made)
    return made


def watch(coordinator: Access, patient: Access, medicine: Medicine, version: int = 1) -> None:
    draft = WatchDraft(
        reminded=frozenset({patient.membership.pk}),
        told=frozenset({coordinator.membership.pk}),
        after_minutes=90,
    )
    services.set_watches(coordinator, medicine_id=medicine.pk, version=version, draft=draft)


def set_level(member: Membership, level: Level) -> None:
    member.levels = {**member.levels, Section.MEDICINES.value: int(level)}
    member.save()


def owed(day: date | None = None) -> list[tuple[str, str, datetime]]:
    rows = Reminder.objects.open().filter(subject="dose").order_by("due_at")
    if day:
        rows = rows.filter(subject_id=DoseDay.objects.get(day=day).pk)
    return [(row.membership.name, row.kind, row.due_at) for row in rows]


def ask(access: Access, kind: Kind, day: date = TODAY) -> Ask:
    page = DoseDay.objects.get(day=day)
    return Ask(
        kind=kind,
        subject_id=page.pk,
        occurrence=EIGHT,
        recipient=Recipient.member(access.membership.pk),
        now=at(23, 9),
    )


def test_the_next_two_days_are_planned_and_no_more(medicine: Medicine) -> None:
    assert owed(TODAY) == [
        ("Mei Chen", "due", at(23, 8)),
        ("Ana Ruiz", "wanted", at(23, 9, 30)),
    ]
    days = {due.date() for _name, _kind, due in owed()}
    assert days == {TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=2)}


def test_planning_again_changes_nothing_and_the_window_moves_along(
    medicine: Medicine, coordinator: Access, patient: Access, set_clock: SetClock, monkeypatch: Any
) -> None:
    before = Reminder.objects.count()
    assert services.move_window_along() == 0
    set_clock(at(24, 7))
    assert services.move_window_along(until=0) == 0
    assert services.move_window_along() == 1
    assert services.move_window_along() == 0
    assert Reminder.objects.count() == before + 2
    assert owed(TODAY + timedelta(days=3))[0] == ("Mei Chen", "due", at(26, 8))
    watch(coordinator, patient, make_medicine(coordinator))
    monkeypatch.setattr(dose_planning, "AT_ONCE", 1)
    set_clock(at(25, 7))
    assert services.move_window_along() == 2


@pytest.mark.parametrize("how", ["held", "coordinator", "helper"])
def test_who_cannot_see_it_any_more_silences_nobody_else(
    how: str, patient: Access, coordinator: Access, helper: Access, set_clock: SetClock
) -> None:
    members = {"coordinator": coordinator.membership, "helper": helper.membership}
    set_level(helper.membership, Level.SEE)
    medicine = make_medicine(patient)
    both = frozenset(member.pk for member in members.values())
    draft = WatchDraft(reminded=both, told=frozenset(), after_minutes=90)
    services.set_watches(patient, medicine_id=medicine.pk, version=1, draft=draft)
    if how == "held":
        Medicine.objects.filter(pk=medicine.pk).update(held_until=TODAY + timedelta(days=3))
    else:
        set_level(members.pop(how), Level.NONE)
    set_clock(at(24, 7))
    assert services.move_window_along() == 1
    told = {(member.name, "due", at(26, 8)) for member in members.values()}
    assert set(owed(TODAY + timedelta(days=3))) == told


def test_a_tick_ends_what_was_owed_of_that_dose_and_undo_brings_it_back(
    medicine: Medicine, coordinator: Access
) -> None:
    everything = owed()
    dose = tick(coordinator, medicine)
    assert owed(TODAY) == []
    assert len(owed()) == len(everything) - 2
    services.undo_tick(coordinator, medicine_id=medicine.pk, dose_id=dose.pk)
    assert owed() == everything


def test_what_is_due_now_does_not_silence_what_was_not_ticked_before(
    coordinator: Access, patient: Access, set_clock: SetClock
) -> None:
    medicine = make_medicine(coordinator, rhythm=rhythm(time(8), time(12)))
    mei = frozenset({patient.membership.pk})
    draft = WatchDraft(reminded=mei, told=mei, after_minutes=240)
    services.set_watches(coordinator, medicine_id=medicine.pk, version=1, draft=draft)
    set_clock(at(23, 12))
    due = Reminder.objects.claimable(at(23, 12))
    worth_sending = Reminder.objects.filter(pk__in=heaviest(due, at(23, 12)))
    of_eight, of_twelve = 8 * 60, 12 * 60
    assert set(worth_sending.values_list("occurrence", "kind")) == {
        (of_eight, Kind.WANTED),
        (of_twelve, Kind.DUE),
    }


def test_in_a_pause_and_off_the_list_nobody_hears(medicine: Medicine, coordinator: Access) -> None:
    everything = owed()
    pause = services.add_pause(
        coordinator, medicine_id=medicine.pk, pause_id=uuid4(), pause=Pause(TODAY)
    )
    assert owed() == []
    services.remove_pause(coordinator, medicine_id=medicine.pk, pause_id=pause.pk)
    assert owed() == everything
    services.withdraw_medicine(coordinator, medicine.pk)
    assert owed() == []


def test_who_is_not_chosen_any_more_hears_nothing(medicine: Medicine, coordinator: Access) -> None:
    nobody = WatchDraft(frozenset(), frozenset(), 90)
    services.set_watches(coordinator, medicine_id=medicine.pk, version=2, draft=nobody)
    assert owed() == []


def test_a_medicine_nobody_is_reminded_of_costs_no_row(coordinator: Access) -> None:
    medicine = make_medicine(coordinator)
    tick(coordinator, medicine)
    assert not DoseDay.objects.exists()
    assert not Reminder.objects.filter(subject="dose").exists()


def test_when_it_is_sent_it_is_asked_again_whether_it_still_holds(
    medicine: Medicine, coordinator: Access, patient: Access, helper: Access
) -> None:
    subject = DoseSubject()
    assert selectors.watch_names(patient, medicine)["not_ticked"] == ["Ana Ruiz"]
    assert subject.skip_reason(ask(coordinator, Kind.WANTED)) is None
    assert subject.skip_reason(ask(patient, Kind.DUE)) is None
    assert subject.skip_reason(ask(patient, Kind.WANTED)) == "not_wanted"
    assert subject.skip_reason(ask(helper, Kind.WANTED)) == "no_access"
    tick(patient, medicine)
    assert subject.skip_reason(ask(coordinator, Kind.WANTED)) == "not_wanted"
    set_level(coordinator.membership, Level.NONE)
    assert subject.skip_reason(ask(coordinator, Kind.WANTED)) == "no_access"
    assert selectors.watch_names(patient, medicine) == {"due": ["Mei Chen"]}


def test_the_words_name_no_medicine_and_never_say_to_take_it(
    medicine: Medicine, coordinator: Access, patient: Access
) -> None:
    subject = DoseSubject()
    for access, kind, line in (
        (coordinator, Kind.WANTED, "Something in Mei’s list for 08:00 is not ticked yet."),
        (patient, Kind.DUE, "Something in your list is due at 08:00."),
        (patient, Kind.WANTED, "Something in your list for 08:00 is not ticked yet."),
        (coordinator, Kind.DUE, "Something in Mei’s list is due at 08:00."),
    ):
        message = subject.message(ask(access, kind))
        assert message.lines == (line,)
        words = " ".join((message.subject, *message.lines, message.link))
        for private in ("Letrozole", "tablet", "mg", "take"):
            assert private not in words


def test_a_dose_that_is_not_due_any_more_is_gone(
    medicine: Medicine, coordinator: Access, patient: Access
) -> None:
    page = ask(patient, Kind.DUE)
    services.edit_medicine(
        coordinator,
        medicine_id=medicine.pk,
        version=2,
        draft=medicine_draft(rhythm=rhythm(EVENING)),
    )
    assert DoseSubject().skip_reason(page) == "gone"
    assert [due for _name, _kind, due in owed(TODAY)] == [
        at(23, 20),
        at(24, 8),  # half past nine is in Ana’s quiet hours
    ]


def test_a_tick_costs_the_same_however_many_years_were_planned(
    medicine: Medicine, coordinator: Access
) -> None:
    def cost(day: date) -> int:
        with CaptureQueriesContext(connection) as queries:
            tick(coordinator, medicine, day=day)
        return len(queries)

    few = cost(TODAY)
    for number in range(60):
        DoseDay.objects.create(
            circle=coordinator.circle,
            medicine=medicine,
            day=date(2026, 1, 1) + timedelta(days=number),
        )
    services.undo_tick(coordinator, medicine_id=medicine.pk, dose_id=medicine.doses.get().pk)
    assert cost(TODAY) == few


def test_an_alert_in_quiet_hours_rings_at_once_and_is_sent_in_the_morning(
    coordinator: Access, patient: Access, set_clock: SetClock
) -> None:
    evening = make_medicine(coordinator, rhythm=rhythm(EVENING))
    watch(coordinator, patient, evening)
    [(_name, _kind, due)] = [row for row in owed(TODAY) if row[1] == "wanted"]
    assert due == at(24, 8)
    ana = coordinator.membership.user
    set_clock(at(23, 21, 29))
    before = unread(ana)
    assert TODAY not in {day.day for day in reminders.bell_of(ana)}
    set_clock(at(23, 21, 31))
    newest = reminders.bell_of(ana)[0]
    assert (newest.day, [item.at for item in newest.items]) == (TODAY, [at(23, 21, 30)])
    assert unread(ana) == before + 1


def test_the_bell_reads_a_day_once_however_many_doses_it_has(
    coordinator: Access, patient: Access, set_clock: SetClock
) -> None:
    costs = {}
    for times in ((MORNING,), (MORNING, time(10), time(12), time(14))):
        set_clock(at(23, 7))
        Reminder.objects.all().delete()
        watch(coordinator, patient, make_medicine(coordinator, rhythm=rhythm(*times)))
        set_clock(at(23, 19))
        with CaptureQueriesContext(connection) as queries:
            [day] = reminders.bell_of(coordinator.membership.user)
        assert len(day.items) == len(times)
        costs[len(times)] = len(queries)
    assert len(set(costs.values())) == 1, costs


def test_whoever_allows_it_is_woken(coordinator: Access, patient: Access) -> None:
    Preference.objects.create(
        user=coordinator.membership.user,
        quiet_from=time(21),
        quiet_to=time(8),
        alerts_in_quiet=True,
    )
    evening = make_medicine(coordinator, rhythm=rhythm(EVENING))
    watch(coordinator, patient, evening)
    assert ("Ana Ruiz", "wanted", at(23, 21, 30)) in owed(TODAY)
