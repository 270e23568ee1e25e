"""Who carries how much: counted from what the reader may see, and shown to who looks after the circle."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from apps.careplan import selectors, services
from apps.careplan.kinds import SeatKind, TaskKind
from apps.careplan.models import Task
from apps.careplan.rules import Load, Share, coming, lately
from apps.circles.access import Access
from apps.circles.kinds import Audience
from apps.circles.models import Limits
from tests.careplan.conftest import NOW
from tests.careplan.drafts import TOMORROW, make_appointment, make_task, when
from tests.careplan.pages import Browser

Browse = Callable[[str], Browser]
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("days", "is_done", "back", "ahead"),
    [
        (0, True, 1, 0),
        (-27, True, 1, 0),
        (-28, True, 0, 0),
        (0, False, 0, 1),
        (6, False, 0, 1),
        (7, False, 0, 0),
        (-1, False, 0, 0),
    ],
)
def test_four_weeks_back_and_one_ahead_are_counted(
    days: int, is_done: bool, back: int, ahead: int
) -> None:
    share = Share(TODAY + timedelta(days=days), is_done=is_done, is_ride=False, minutes=30)
    assert lately([share], TODAY).things == back
    assert coming([share], TODAY).things == ahead


def test_rides_and_hours_are_counted_where_they_are_known() -> None:
    shares = [
        Share(TODAY, is_done=True, is_ride=True, minutes=None),
        Share(TODAY, is_done=True, is_ride=False, minutes=90),
        Share(TODAY, is_done=True, is_ride=False, minutes=None),
    ]
    assert lately(shares, TODAY) == Load(things=2, rides=1, minutes=90)


def test_each_one_is_told_with_what_they_did_and_have(
    coordinator: Access,
    helper: Access,
    browse: Browse,
    set_clock: Callable[[datetime], None],
) -> None:
    visit = make_appointment(coordinator, when=when(TODAY))
    services.offer_for_seat(helper, visit.pk, SeatKind.DRIVER)
    done = make_task(coordinator, kind=TaskKind.MEAL, minutes=90)
    services.complete_task(helper, done.pk)
    ahead = make_task(coordinator, kind=TaskKind.RIDE, minutes=60, due_on=TOMORROW)
    services.claim_task(helper, ahead.pk)
    Limits.objects.create(membership=helper.membership, hours_a_week=0)
    set_clock(NOW + timedelta(hours=6))
    jun = next(p for p in selectors.workload(coordinator).people if p.membership.name == "Jun Cole")
    assert jun.lately == Load(things=1, rides=1, minutes=90)
    assert jun.coming == Load(things=0, rides=1, minutes=60)
    page = browse("patient").open("workload")
    assert "1 thing, 1 ride, about 1.5 hours" in page
    assert "Who carries how much" in browse("coordinator").open("task_list")
    assert "Who carries how much" not in browse("helper").open("task_list")


def test_what_the_reader_may_not_see_is_not_counted(coordinator: Access, helper: Access) -> None:
    visit = make_appointment(coordinator, when=when(TOMORROW))
    services.offer_for_seat(helper, visit.pk, SeatKind.DRIVER)
    held, done = (make_task(helper, due_on=TOMORROW) for _ in range(2))
    services.claim_task(helper, held.pk)
    services.complete_task(helper, done.pk)
    Task.objects.update(audience=Audience.ONLY_ME)
    jun = next(p for p in selectors.workload(coordinator).people if p.membership.name == "Jun Cole")
    assert (jun.lately, jun.coming) == (Load(), Load(rides=1))


def test_its_cost_does_not_grow(
    coordinator: Access, helper: Access, django_assert_num_queries: Callable[..., object]
) -> None:
    for _round in range(2):
        for _number in range(3):
            services.claim_task(helper, make_task(coordinator, due_on=TOMORROW).pk)
        with django_assert_num_queries(5):
            selectors.workload(coordinator)
