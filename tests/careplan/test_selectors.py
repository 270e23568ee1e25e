"""What the plan's reads return, what they hide, and what they cost."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from apps.careplan import selectors, services
from apps.careplan.kinds import Answer, SeatKind, TaskGroup
from apps.careplan.models import Appointment, Attendance, Seat, Task
from apps.careplan.selectors import paging
from apps.circles.access import Access, open_all_for_user, open_circle
from apps.circles.kinds import Audience, Role
from apps.circles.services.circles import add_member
from tests.careplan.conftest import NOW
from tests.careplan.drafts import TOMORROW, make_appointment, make_task, when
from tests.careplan.test_appointments import BOTH
from tests.people import Cast


def queries(read: Callable[[], object]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        read()
    return len(caught)


def titles(cards: list[selectors.AppointmentCard]) -> list[str]:
    return [card.appointment.title for card in cards]


def hide(row: Appointment | Task, audience: Audience) -> None:
    type(row).objects.filter(pk=row.pk).update(audience=audience)


def test_the_agenda_goes_forward_and_what_is_over_goes_back(
    coordinator: Access, set_clock: Callable[[datetime], None]
) -> None:
    for days, title in ((3, "later"), (1, "next"), (-1, "yesterday"), (-9, "long ago")):
        make_appointment(coordinator, title=title, when=when(NOW.date() + timedelta(days=days)))
    off = make_appointment(coordinator, title="off", when=when(NOW.date() + timedelta(days=2)))
    services.cancel_appointment(coordinator, off.pk)
    assert titles(selectors.upcoming_appointments(coordinator).items) == ["next", "later"]
    earlier = selectors.earlier_appointments(coordinator).items
    assert titles(earlier) == ["off", "yesterday", "long ago"]
    set_clock(NOW + timedelta(days=1, hours=2))  # "next" has begun and is not over
    assert titles(selectors.upcoming_appointments(coordinator).items) == ["next", "later"]
    set_clock(NOW + timedelta(days=1, hours=3))
    assert titles(selectors.upcoming_appointments(coordinator).items) == ["later"]


def test_the_next_appointment_is_the_first_that_is_not_over(coordinator: Access) -> None:
    assert selectors.next_appointments(coordinator, []).here is None
    make_appointment(coordinator, title="second", when=when(TOMORROW, time(16)))
    make_appointment(coordinator, title="first", when=when(TOMORROW, None))
    card = selectors.next_appointments(coordinator, []).here
    assert card
    assert card.appointment.title == "first"
    assert [seat.kind for seat in card.missing] == [SeatKind.DRIVER]


def test_the_agenda_is_by_day_and_names_months_but_the_present_one(coordinator: Access) -> None:
    for day in (TOMORROW, TOMORROW, date(2026, 12, 17), date(2027, 1, 4)):
        make_appointment(coordinator, when=when(day))
    months = selectors.agenda(coordinator, selectors.upcoming_appointments(coordinator).items)
    assert [(month.first.month, month.named) for month in months] == [
        (11, False),
        (12, True),
        (1, True),
    ]
    assert [len(day.cards) for day in months[0].days] == [2]


def test_pages_follow_each_other_without_gap_or_repeat(
    coordinator: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("apps.careplan.selectors.dates.PAGE_SIZE", 2)
    for days in (1, 1, 1, 2, 3):
        make_appointment(coordinator, when=when(NOW.date() + timedelta(days=days)))
        make_appointment(coordinator, when=when(NOW.date() - timedelta(days=days)))
    for read in (selectors.upcoming_appointments, selectors.earlier_appointments):
        seen, key = [], ""
        while True:
            page = read(coordinator, key)
            seen += [card.appointment.pk for card in page.items]
            key = page.next_key
            if not key:
                break
        assert len(seen) == len(set(seen)) == 5


@pytest.mark.parametrize(
    "key", ["x", "2026-11-24~", "2026-11-24T10:30:00~e89141ee-e680-4696-8af1-7eb4ba854dad", "~"]
)
def test_a_key_nobody_made_gives_the_first_page(coordinator: Access, key: str) -> None:
    make_appointment(coordinator)
    assert len(selectors.upcoming_appointments(coordinator, key).items) == 1
    assert paging.after(Appointment.objects.all(), key).count() == 1


def test_what_comes_next_in_each_circle_is_only_what_the_person_may_see(
    cast: Cast, coordinator: Access
) -> None:
    other = open_circle(cast.other, cast.other_circle.pk)
    make_appointment(coordinator, when=when(TOMORROW, time(16)))
    make_appointment(coordinator, when=when(TOMORROW, time(9)))
    theirs = make_appointment(other)
    both = selectors.next_appointments(coordinator, [other])
    assert both.here
    assert both.here.when == when(TOMORROW, time(9))
    assert both.elsewhere == {cast.other_circle.pk: when()}
    add_member(cast.circle, cast.other, Role.FOLLOWER, "")
    joined = {access.circle.pk: access for access in open_all_for_user(cast.other)}
    follows, owns = joined[cast.circle.pk], joined[cast.other_circle.pk]
    assert selectors.next_appointments(follows, [owns]).here is None
    own = selectors.next_appointments(owns, [follows])
    assert own.here
    assert own.here.appointment == theirs
    assert own.elsewhere == {}


def test_what_must_be_hidden_never_appears(cast: Cast, coordinator: Access, helper: Access) -> None:
    """Another circle's rows, and rows for the close circle or their author alone."""
    other = open_circle(cast.other, cast.other_circle.pk)
    foreign, close = make_appointment(other), make_appointment(coordinator)
    hide(close, Audience.CLOSE)
    foreign_task, private = make_task(other), make_task(coordinator)
    hide(private, Audience.ONLY_ME)
    done = make_task(coordinator)
    services.complete_task(coordinator, done.pk)
    hide(done, Audience.CLOSE)
    assert selectors.upcoming_appointments(helper).items == []
    assert selectors.earlier_appointments(helper).items == []
    assert selectors.next_appointments(helper, []).here is None
    assert selectors.next_appointments(other, [helper]).elsewhere == {}
    assert selectors.task_board(helper).is_empty
    today = selectors.tasks_for_today(helper)
    assert today.mine == today.unclaimed == []
    for row in (foreign, close):
        for read in (
            selectors.appointment,
            selectors.appointment_card,
            selectors.locked_appointment,
        ):
            with pytest.raises(Http404):
                read(helper, row.pk)
    for task in (foreign_task, private, done):
        for read_task in (selectors.task, selectors.task_card, selectors.task_to_change):
            with pytest.raises(Http404):
                read_task(helper, task.pk)
        with pytest.raises(Http404):
            services.claim_task(helper, task.pk)
    assert selectors.appointment(coordinator, close.pk) == close
    assert selectors.task(coordinator, private.pk) == private


def test_who_may_not_see_the_plan_sees_nothing_of_it(coordinator: Access, follower: Access) -> None:
    appointment = make_appointment(coordinator, seats=BOTH)
    services.set_attendance(coordinator, appointment.pk, Answer.YES)
    assert selectors.upcoming_appointments(follower).items == []
    assert selectors.next_appointments(follower, []).here is None
    for model in (Appointment, Seat, Attendance):
        assert not model.objects.visible_to(follower).exists()
    with pytest.raises(Http404):
        selectors.appointment(follower, appointment.pk)


def test_today_shows_the_most_pressing_of_mine_and_of_nobodys(
    cast: Cast, coordinator: Access, helper: Access
) -> None:
    for number in range(5):
        mine = make_task(coordinator, f"mine {number}", due_on=date(2026, 12, 9 - number))
        services.claim_task(helper, mine.pk)
        make_task(coordinator, f"free {number}")
    services.claim_task(coordinator, make_task(coordinator, "Ana’s").pk)
    left = make_task(coordinator, "left behind", due_on=TOMORROW)
    add_member(cast.circle, cast.stranger, Role.HELPER, "")
    gone = cast.access(cast.stranger)
    services.claim_task(gone, left.pk)
    gone.membership.ends_on = NOW.date()
    gone.membership.starts_on = NOW.date()
    gone.membership.save()
    tasks = selectors.tasks_for_today(helper, limit=2)
    assert [card.task.title for card in tasks.mine] == ["mine 4", "mine 3"]
    assert [card.task.title for card in tasks.unclaimed] == ["free 0", "free 1"]
    gone.membership.ended_at = NOW
    gone.membership.save()
    later = selectors.tasks_for_today(helper, limit=2)
    assert [card.task.title for card in later.unclaimed] == ["left behind", "free 0"]
    Task.objects.bulk_create(
        Task(circle=cast.circle, title="free", zone="UTC", due_on=TOMORROW, over_at=NOW)
        for _more in range(200)
    )
    crowded = selectors.tasks_for_today(helper, limit=2)
    assert [card.task.title for card in crowded.mine] == ["mine 4", "mine 3"]


def test_the_board_is_by_who_has_it(coordinator: Access, helper: Access) -> None:
    free, mine, theirs, done, old = (make_task(coordinator, title) for title in "abcde")
    services.claim_task(helper, mine.pk)
    services.claim_task(coordinator, theirs.pk)
    for task in (done, old):
        services.complete_task(helper, task.pk)
    Task.objects.filter(pk=old.pk).update(done_at=NOW - timedelta(days=15))
    board = selectors.task_board(helper)
    groups = [(column.group, [card.task for card in column.page.items]) for column in board.columns]
    assert groups == [
        (TaskGroup.MINE, [mine]),
        (TaskGroup.FREE, [free]),
        (TaskGroup.TAKEN, [theirs]),
        (TaskGroup.DONE, [done]),
    ]
    assert not board.is_empty


@pytest.mark.parametrize(
    ("due_on", "late", "today"),
    [(None, False, False), (date(2026, 11, 22), True, False), (date(2026, 11, 23), False, True)],
)
def test_late_and_today_go_by_the_patients_day(
    coordinator: Access, due_on: date | None, late: bool, today: bool
) -> None:
    card = selectors.task_card(coordinator, make_task(coordinator, due_on=due_on).pk)
    assert (card.is_late, card.is_today) == (late, today)


def test_the_cost_of_a_read_does_not_grow_with_the_rows(
    coordinator: Access, helper: Access
) -> None:
    def measure() -> list[int]:
        return [
            queries(lambda: selectors.upcoming_appointments(helper)),
            queries(lambda: selectors.earlier_appointments(helper)),
            queries(lambda: selectors.next_appointments(helper, [coordinator])),
            queries(lambda: selectors.task_board(helper)),
            queries(lambda: selectors.tasks_for_today(helper)),
        ]

    for round_number in range(2):
        for number in range(1 + 6 * round_number):
            day = NOW.date() + timedelta(days=number + 1)
            ahead = make_appointment(coordinator, seats=BOTH, when=when(day))
            make_appointment(coordinator, when=when(NOW.date() - timedelta(days=number + 1)))
            services.offer_for_seat(helper, ahead.pk, SeatKind.DRIVER)
            services.set_attendance(helper, ahead.pk, Answer.YES)
            services.claim_task(helper, make_task(coordinator).pk)
            services.complete_task(helper, make_task(coordinator).pk)
        assert measure() == [3, 3, 3, 2, 1]
