"""What is owed after each change: adding, moving, cancelling, bringing back, taking part."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from time_machine import Traveller

from apps.accounts.models import User
from apps.core import clock as core_clock
from apps.reminders import services
from apps.reminders.kinds import Kind, Reason, State
from apps.reminders.models import Reminder
from apps.reminders.rules import DAY, TWO_HOURS, WEEK
from apps.reminders.subjects import Occasion
from tests.many import many_members
from tests.people import Cast
from tests.reminders.conftest import NOON

pytestmark = pytest.mark.django_db

Visit = Callable[..., Occasion]
HOURS, DAYS, MINUTES = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
SETTLED = NOON + 2 * MINUTES


def owed(user: User) -> list[tuple[str, int]]:
    """Kind and offset of what is still to be sent to this person, the first first."""
    rows = Reminder.objects.open().filter(membership__user=user).order_by("due_at", "-offset")
    return list(rows.values_list("kind", "offset"))


def was_sent(user: User, kind: Kind = Kind.DUE, **row: Any) -> None:
    """As if a worker had just kept the next of these promises."""
    mine = Reminder.objects.open().filter(membership__user=user, kind=kind, **row)
    first = mine.order_by("due_at")[0]
    Reminder.objects.filter(pk=first.pk).update(
        state=State.SENT, ended_at=core_clock.now(), lease_token=None
    )


def test_everyone_who_takes_part_gets_the_three_reminders(visit: Visit, cast: Cast) -> None:
    services.plan(visit(by=cast.coordinator))
    three = [(Kind.DUE, WEEK), (Kind.DUE, DAY), (Kind.DUE, TWO_HOURS)]
    assert owed(cast.patient) == owed(cast.coordinator) == three
    assert owed(cast.helper) == []


def test_a_visit_without_a_time_has_two_reminders(visit: Visit, cast: Cast) -> None:
    services.plan(visit(time_known=False, starts_in=9 * DAYS - 12 * HOURS))
    assert owed(cast.patient) == [(Kind.DUE, WEEK), (Kind.DUE, DAY)]


def test_planning_again_changes_nothing(visit: Visit) -> None:
    services.plan(visit())
    before = list(Reminder.objects.order_by("pk").values())
    services.plan(visit())
    assert list(Reminder.objects.order_by("pk").values()) == before


def test_offsets_already_past_become_one_message_after_things_have_settled(
    visit: Visit, cast: Cast
) -> None:
    services.plan(visit(starts_in=5 * HOURS, by=cast.coordinator))
    assert owed(cast.patient) == [(Kind.CATCH_UP, 0), (Kind.DUE, TWO_HOURS)]
    assert Reminder.objects.get(kind=Kind.CATCH_UP, state=State.PENDING).due_at == SETTLED


def test_whoever_entered_it_needs_no_catching_up(visit: Visit, cast: Cast) -> None:
    services.plan(visit(starts_in=5 * HOURS, by=cast.coordinator))
    assert owed(cast.coordinator) == [(Kind.DUE, TWO_HOURS)]
    row = Reminder.objects.get(membership__user=cast.coordinator, kind=Kind.CATCH_UP)
    assert (row.state, row.reason) == (State.SKIPPED, Reason.ENTERED)


def test_catching_up_is_left_out_when_a_reminder_comes_within_the_hour(
    visit: Visit, cast: Cast
) -> None:
    services.plan(visit(starts_in=2 * HOURS + 30 * MINUTES))
    assert owed(cast.patient) == [(Kind.DUE, TWO_HOURS)]


def test_a_visit_within_two_hours_is_told_of_once(visit: Visit, cast: Cast) -> None:
    services.plan(visit(starts_in=1 * HOURS))
    assert owed(cast.patient) == [(Kind.CATCH_UP, 0)]


def test_nothing_is_owed_of_a_visit_that_is_over(visit: Visit) -> None:
    services.plan(visit(starts_in=-1 * HOURS))
    assert not Reminder.objects.exists()


def test_someone_who_joins_late_catches_up_alone(visit: Visit, cast: Cast) -> None:
    services.plan(visit(starts_in=5 * HOURS, by=cast.patient, people=(cast.patient,)))
    services.plan(visit(starts_in=5 * HOURS, by=cast.patient, people=(cast.patient, cast.helper)))
    assert owed(cast.patient) == [(Kind.DUE, TWO_HOURS)]
    assert owed(cast.helper) == [(Kind.CATCH_UP, 0), (Kind.DUE, TWO_HOURS)]


def test_someone_who_no_longer_takes_part_is_owed_nothing(visit: Visit, cast: Cast) -> None:
    services.plan(visit(people=(cast.patient, cast.helper)))
    services.plan(visit(people=(cast.patient,)))
    assert owed(cast.helper) == []
    row = Reminder.objects.filter(membership__user=cast.helper)[0]
    assert (row.state, row.reason) == (State.SUPERSEDED, Reason.NOT_INVOLVED)


def test_someone_who_takes_part_again_is_owed_again(visit: Visit, cast: Cast) -> None:
    for people in ((cast.patient, cast.helper), (cast.patient,), (cast.patient, cast.helper)):
        services.plan(visit(people=people))
    assert owed(cast.helper) == owed(cast.patient)


def test_a_former_member_is_owed_nothing(visit: Visit, cast: Cast) -> None:
    services.plan(visit(people=(cast.patient, cast.former)))
    assert owed(cast.former) == []


def test_moving_moves_the_reminders(visit: Visit, cast: Cast) -> None:
    services.plan(visit())
    services.plan(visit(starts_in=12 * DAYS, occurrence=1))
    rows = Reminder.objects.open().filter(membership__user=cast.patient)
    assert {row.occurrence for row in rows} == {1}
    assert rows.get(offset=TWO_HOURS).due_at == NOON + 12 * DAYS - 2 * HOURS
    old = Reminder.objects.filter(occurrence=0)
    assert {(row.state, row.reason) for row in old} == {(State.SUPERSEDED, Reason.REPLANNED)}


def test_moving_is_told_to_whoever_had_been_told_the_old_time(visit: Visit, cast: Cast) -> None:
    services.plan(visit())
    was_sent(cast.patient)
    services.plan(visit(starts_in=12 * DAYS, occurrence=1))
    assert owed(cast.patient)[0] == (Kind.MOVED, 0)
    assert Kind.MOVED not in dict(owed(cast.coordinator))
    assert Reminder.objects.get(kind=Kind.MOVED).due_at == SETTLED


def test_whoever_moved_it_is_not_told(visit: Visit, cast: Cast) -> None:
    services.plan(visit())
    was_sent(cast.patient)
    services.plan(visit(starts_in=12 * DAYS, occurrence=1, by=cast.patient))
    assert Kind.MOVED not in dict(owed(cast.patient))


def test_a_message_on_its_way_counts_as_told(visit: Visit, cast: Cast) -> None:
    services.plan(visit())
    week = Reminder.objects.filter(membership__user=cast.patient, offset=WEEK)
    week.update(state=State.LEASED, lease_token=cast.circle.pk, leased_until=NOON + HOURS)
    services.plan(visit(starts_in=12 * DAYS, occurrence=1))
    assert owed(cast.patient)[0] == (Kind.MOVED, 0)


def test_a_run_of_moves_becomes_one_message(visit: Visit, cast: Cast, clock: Traveller) -> None:
    services.plan(visit())
    was_sent(cast.patient)
    for occurrence in (1, 2, 3):
        clock.shift(MINUTES)
        services.plan(visit(starts_in=(12 + occurrence) * DAYS, occurrence=occurrence))
    moved = Reminder.objects.open().filter(kind=Kind.MOVED)
    assert [row.occurrence for row in moved] == [3]
    assert moved[0].due_at == NOON + 5 * MINUTES


def test_moving_back_before_anyone_was_told_is_no_news(visit: Visit, cast: Cast) -> None:
    services.plan(visit())
    was_sent(cast.patient)
    services.plan(visit(starts_in=12 * DAYS, occurrence=1))
    services.plan(visit(occurrence=2))
    assert Kind.MOVED not in dict(owed(cast.patient))


def test_cancelling_ends_the_reminders_and_tells_whoever_had_been_told(
    visit: Visit, cast: Cast
) -> None:
    services.plan(visit())
    was_sent(cast.patient)
    services.withdraw(visit())
    assert owed(cast.patient) == [(Kind.CANCELLED, 0)]
    assert owed(cast.coordinator) == []


def test_whoever_cancelled_it_is_not_told(visit: Visit, cast: Cast) -> None:
    services.plan(visit())
    was_sent(cast.patient)
    services.withdraw(visit(by=cast.patient))
    assert owed(cast.patient) == []


def test_cancelling_twice_is_cancelling_once(visit: Visit, cast: Cast, clock: Traveller) -> None:
    services.plan(visit())
    was_sent(cast.patient)
    services.withdraw(visit())
    clock.shift(MINUTES)
    was_sent(cast.patient, Kind.CANCELLED)
    services.withdraw(visit())
    assert owed(cast.patient) == []


def test_bringing_it_back_at_once_leaves_no_trace(visit: Visit, cast: Cast) -> None:
    services.plan(visit())
    was_sent(cast.patient)
    before = {user: owed(user) for user in (cast.patient, cast.coordinator)}
    services.withdraw(visit())
    services.plan(visit())
    assert {user: owed(user) for user in before} == before


def test_bringing_it_back_after_people_were_told_is_news(
    visit: Visit, cast: Cast, clock: Traveller
) -> None:
    services.plan(visit())
    was_sent(cast.patient)
    services.withdraw(visit())
    clock.shift(MINUTES)
    was_sent(cast.patient, Kind.CANCELLED)
    services.plan(visit())
    assert owed(cast.patient)[0] == (Kind.CATCH_UP, 0)


def test_calling_off_and_on_again_can_be_told_as_often_as_it_happens(
    visit: Visit, cast: Cast, clock: Traveller
) -> None:
    services.plan(visit())
    was_sent(cast.patient)
    for turn in (0, 1):
        clock.shift(timedelta(days=2, hours=1))
        services.withdraw(visit())
        assert owed(cast.patient) == [(Kind.CANCELLED, turn)]
        was_sent(cast.patient, Kind.CANCELLED)
        services.plan(visit())
        assert owed(cast.patient)[0] == (Kind.CATCH_UP, turn)
        was_sent(cast.patient, Kind.CATCH_UP)


def test_a_reminder_that_waits_for_a_worker_survives_a_new_plan(
    visit: Visit, cast: Cast, clock: Traveller
) -> None:
    services.plan(visit())
    clock.move_to(NOON + 8 * DAYS + 6 * HOURS + MINUTES)
    services.plan(visit(people=(cast.patient, cast.coordinator, cast.helper)))
    assert (Kind.DUE, DAY) in owed(cast.patient)
    assert owed(cast.helper) == [(Kind.CATCH_UP, 0), (Kind.DUE, TWO_HOURS)]


def test_a_reminder_put_off_by_quiet_hours_survives_a_new_plan(
    visit: Visit, cast: Cast, clock: Traveller
) -> None:
    early = 9 * DAYS - 3 * HOURS  # at nine: two hours before is seven, put off to eight
    services.plan(visit(starts_in=early))
    clock.move_to(NOON + early - 90 * MINUTES)
    services.plan(visit(starts_in=early))
    assert (Kind.DUE, TWO_HOURS) in owed(cast.patient)


def test_what_has_come_up_or_was_tried_is_not_shifted(visit: Visit, clock: Traveller) -> None:
    services.plan(visit())
    Reminder.objects.filter(offset=DAY).update(attempts=1)
    clock.move_to(NOON + 2 * DAYS + 6 * HOURS + MINUTES)
    first_two = Reminder.objects.order_by("pk").values_list("due_at", flat=True)[:2]
    before = list(first_two)
    User.objects.update(time_zone="America/New_York")
    services.plan(visit())
    assert list(first_two.all()) == before


@pytest.mark.parametrize("happening", ["plan", "move", "withdraw", "restore"])
def test_the_number_of_queries_does_not_grow_with_the_circle(
    visit: Visit, cast: Cast, happening: str
) -> None:
    few = (cast.patient, cast.coordinator, cast.helper)
    many = (*few, *(place.user for place in many_members(cast.circle, 20)))
    costs = [cost(visit, happening, people) for people in (few, many)]
    assert costs[0] == costs[1] <= 10


def cost(visit: Visit, happening: str, people: tuple[User, ...]) -> int:
    of_people = partial(visit, people=people, subject_id=uuid4())
    if happening != "plan":
        services.plan(of_people())
        Reminder.objects.filter(offset=WEEK).update(state=State.SENT, ended_at=core_clock.now())
    if happening == "restore":
        services.withdraw(of_people())
    is_moved = happening == "move"
    then = of_people(starts_in=12 * DAYS, occurrence=1) if is_moved else of_people()
    with CaptureQueriesContext(connection) as queries:
        if happening == "withdraw":
            services.withdraw(then)
        else:
            services.plan(then)
    return len(queries)
