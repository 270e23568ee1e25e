"""What the outbox owes after a change of the plan, of its people, or of how they want to be told."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import User
from apps.accounts.services import change_profile
from apps.careplan import services
from apps.careplan.kinds import Status
from apps.careplan.models import Appointment
from apps.careplan.reminding import AppointmentSubject
from apps.circles import selectors as circles
from apps.circles.access import Access, open_circle
from apps.circles.kinds import Role
from apps.circles.services import accept_invitation, invite
from apps.circles.services.circles import add_member
from apps.core import clock
from apps.reminders.kinds import Kind, State
from apps.reminders.models import Reminder
from apps.reminders.services import set_quiet_hours
from apps.reminders.services.answers import ask_about
from tests.careplan.conftest import NOW
from tests.careplan.drafts import make_appointment, when
from tests.careplan.test_appointments import edit
from tests.people import Cast, make_circle, make_user

NEXT_WEEK = date(2026, 12, 3)
THREE = [(Kind.DUE, 10080), (Kind.DUE, 1440), (Kind.DUE, 120)]


def owed(user: User) -> list[tuple[str, int]]:
    rows = Reminder.objects.open().filter(membership__user=user, subject="appointment")
    return list(rows.order_by("due_at").values_list("kind", "offset"))


def due(user: User) -> list[str]:
    """Days and hours in UTC."""
    rows = Reminder.objects.open().filter(membership__user=user, subject="appointment")
    return [f"{row.due_at:%d %H:%M}" for row in rows.order_by("due_at")]


@pytest.fixture
def daughter(db: None) -> Access:
    """She starts her mother's circle."""
    user = make_user("daughter@example.org", "Lia")
    return open_circle(user, make_circle(user, "Mum", for_self=False).pk)


def join(inviter: Access, user: User, role: Role) -> None:
    invitation = invite(
        inviter, invitation_id=inviter.circle.pk, name=user.name, role=role, email=user.email
    )
    accept_invitation(user, invitation)


def test_the_patient_who_joins_is_reminded_of_what_was_planned_before(daughter: Access) -> None:
    make_appointment(daughter, when=when(NEXT_WEEK))
    make_appointment(daughter, when=when(date(2026, 11, 2)))  # a record
    before = owed(daughter.membership.user)
    mum = make_user("mum@example.org", "Mum")
    join(daughter, mum, Role.PATIENT)
    assert owed(mum) == THREE
    assert owed(daughter.membership.user) == before == THREE


def test_a_newcomer_catches_up_on_what_is_near(daughter: Access) -> None:
    make_appointment(daughter, when=when(NOW.date(), time(13, 30)))
    mum = make_user("mum@example.org", "Mum")
    join(daughter, mum, Role.PATIENT)
    assert owed(mum) == [(Kind.CATCH_UP, 0), (Kind.DUE, 120)]


def test_a_helper_who_joins_is_owed_nothing_before_they_offer(daughter: Access) -> None:
    make_appointment(daughter, when=when(NEXT_WEEK))
    helper = make_user("new@example.org", "New")
    join(daughter, helper, Role.HELPER)
    assert owed(helper) == []


def test_each_visit_planned_before_costs_a_newcomer_the_same(daughter: Access) -> None:
    def cost_with_one_more() -> int:
        make_appointment(daughter, when=when(NEXT_WEEK))
        with CaptureQueriesContext(connection) as caught:
            services.plan_for_change(daughter, daughter.membership)
        return len(caught)

    one, two, three = (cost_with_one_more() for _ in range(3))
    assert three - two == two - one


def test_moving_a_visit_costs_fifty_people_as_many_queries_as_four(
    cast: Cast, coordinator: Access
) -> None:
    def cost(hour: int) -> int:
        visit = make_appointment(coordinator, when=when(NEXT_WEEK))
        first = Reminder.objects.filter(subject_id=visit.pk, offset=10080)
        told = first.update(state=State.SENT, ended_at=NOW)
        with CaptureQueriesContext(connection) as caught:
            edit(coordinator, visit, when=when(NEXT_WEEK, time(hour)))
        moved = Reminder.objects.filter(subject_id=visit.pk, kind=Kind.MOVED)
        assert moved.count() == told  # one of them says that its reader moved it
        return len(caught)

    few = cost(14)
    for number in range(50 - len(circles.current_members(coordinator))):
        someone = make_user(f"m{number}@example.org", f"Person {number}")
        add_member(cast.circle, someone, Role.COORDINATOR, "")
    assert len(circles.current_members(coordinator)) == 50
    assert cost(15) == few


def test_reminders_move_with_the_clock_of_their_reader(cast: Cast, patient: Access) -> None:
    make_appointment(patient, when=when(NEXT_WEEK))
    make_appointment(patient, when=when(date(2026, 12, 5), at=None))
    cancelled = make_appointment(patient, when=when(NEXT_WEEK))
    services.cancel_appointment(patient, cancelled.pk)
    others = due(cast.coordinator)
    assert due(cast.patient) == ["26 18:00", "28 18:00", "02 18:00", "03 08:30", "04 18:00"]
    change_profile(cast.patient, name="Mei", time_zone="America/New_York")
    assert due(cast.patient) == ["26 23:00", "28 23:00", "02 23:00", "03 01:59", "04 23:00"]
    assert due(cast.coordinator) == others


def test_reminders_move_with_the_quiet_hours_of_their_reader(cast: Cast, patient: Access) -> None:
    make_appointment(patient, when=when(NEXT_WEEK))
    set_quiet_hours(cast.patient, quiet_from=time(17), quiet_to=time(8))
    assert due(cast.patient) == ["27 08:00", "03 08:00", "03 08:30"]
    set_quiet_hours(cast.patient, quiet_from=None, quiet_to=None)
    assert due(cast.patient) == ["26 18:00", "02 18:00", "03 08:30"]


@pytest.fixture
def believed(cast: Cast, coordinator: Access) -> Appointment:
    """Of this visit tomorrow the patient has been reminded."""
    appointment = make_appointment(coordinator)
    told = Reminder.objects.filter(membership__user=cast.patient).order_by("due_at")[0]
    Reminder.objects.filter(pk=told.pk).update(state=State.SENT, ended_at=clock.now())
    return appointment


@pytest.mark.parametrize(
    ("day", "at", "status"),
    [
        (date(2026, 11, 20), time(10, 30), Status.DONE),
        (NOW.date(), time(8, 30), Status.PLANNED),  # has begun, and is not over
    ],
)
def test_whoever_counts_on_a_time_hears_that_it_was_moved_into_the_past(
    cast: Cast,
    coordinator: Access,
    believed: Appointment,
    day: date,
    at: time,
    status: Status,
) -> None:
    old_start = believed.starts_at
    moved = edit(coordinator, believed, when=when(day, at))
    assert moved.status == status
    assert owed(cast.coordinator) == []
    news = Reminder.objects.open().get()
    assert (news.kind, news.membership) == (Kind.CANCELLED, cast.access(cast.patient).membership)
    assert (news.due_at, news.expires_at) == (NOW + timedelta(minutes=2), old_start)
    assert news.recipient is not None
    ask, subject = ask_about(news, news.recipient), AppointmentSubject()
    assert subject.skip_reason(ask) is None
    message = subject.message(ask)
    assert message.subject.startswith("Changed: now ")
    assert message.lines[0].startswith("The time you were told of no longer holds.")
    assert message.answers == ()


def test_what_was_moved_into_the_past_and_back_is_no_news(
    cast: Cast, coordinator: Access, believed: Appointment
) -> None:
    before, stood = owed(cast.patient), believed.when
    edit(coordinator, believed, when=when(date(2026, 11, 20)))
    edit(coordinator, believed, version=2, when=stood)
    assert owed(cast.patient) == before


def test_nobody_hears_of_a_time_in_the_past_that_was_put_right(
    cast: Cast, coordinator: Access, believed: Appointment, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(NOW + timedelta(days=3))
    edit(coordinator, believed, when=when(date(2026, 11, 20)))
    assert not Reminder.objects.open().exists()
