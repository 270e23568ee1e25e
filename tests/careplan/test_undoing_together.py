"""What was changed from one date on is undone at once, or not at all."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

import pytest

from apps.careplan import services
from apps.careplan.kinds import Unit
from apps.careplan.models import Appointment, PlanChange, Task, TaskChange
from apps.careplan.rules import Repeat
from apps.circles.access import Access
from apps.core import clock
from apps.core.errors import RuleError
from tests.careplan.conftest import NOW
from tests.careplan.drafts import appointment_draft, make_series, task_draft, when
from tests.careplan.medicines import team_draft
from tests.careplan.pages import Browser

pytestmark = pytest.mark.django_db
Browse = Callable[[str], Browser]
SetClock = Callable[[datetime], None]
WEEKLY = Repeat(Unit.WEEK, 1, 4)
DAYS = [date(2026, 12, day) for day in (1, 8, 15, 22)]


@pytest.fixture
def infusions(coordinator: Access) -> list[Appointment]:
    services.add_appointment_series(
        coordinator,
        series_id=uuid4(),
        draft=appointment_draft(when=when(DAYS[0])),
        repeat=WEEKLY,
        whens=[when(day) for day in DAYS],
    )
    return list(Appointment.objects.order_by("series_number"))


def move_from_the_second_on(access: Access, rows: list[Appointment], **changes: Any) -> None:
    draft = appointment_draft(
        **{"when": when(DAYS[1], at=time(11, 0)), "place": "Hall B"} | changes
    )
    services.edit_later_appointments(
        access, appointment_id=rows[1].pk, version=rows[1].version, draft=draft
    )


@pytest.fixture(autouse=True)
def clock_that_goes_on(monkeypatch: pytest.MonkeyPatch, set_clock: SetClock) -> None:
    """No two moments are the same."""
    ticks = count()
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(microseconds=next(ticks)))


def undo(browser: Browser, row: Appointment) -> str:
    change = PlanChange.objects.filter(subject_id=row.pk).latest("version")
    return browser.press("plan_undo", change.pk, together="yes")


def stand(rows: list[Appointment]) -> list[tuple[date, time, str]]:
    found = Appointment.objects.filter(pk__in=[row.pk for row in rows]).order_by("series_number")
    return [(row.when.day, row.when.start.time(), row.place) for row in found]


def test_one_press_undoes_a_change_of_a_whole_series(
    infusions: list[Appointment], coordinator: Access, browse: Browse
) -> None:
    before = stand(infusions)
    move_from_the_second_on(coordinator, infusions)
    assert stand(infusions) != before
    page = browse("coordinator").open("appointment_detail", infusions[2].pk)
    assert "Undo for all 3" in page
    assert 'aria-label="Undo only this one: Ana Ruiz changed the time' in page
    assert "Undone for all 3." in undo(browse("coordinator"), infusions[2])
    assert stand(infusions) == before
    assert "Undone for all 3." in undo(browse("coordinator"), infusions[1])  # and that as well
    assert stand(infusions) != before


def test_a_second_tap_undoes_nothing_more(
    infusions: list[Appointment], coordinator: Access
) -> None:
    before = stand(infusions)
    move_from_the_second_on(coordinator, infusions)
    change = PlanChange.objects.get(subject_id=infusions[1].pk)
    for _tap in range(2):
        services.undo_together(coordinator, change.section, change.pk)
    assert stand(infusions) == before
    assert PlanChange.objects.filter(subject_id=infusions[1].pk).count() == 2


def test_where_somebody_changed_one_since_nothing_is_undone_and_it_is_named(
    infusions: list[Appointment], coordinator: Access, patient: Access, browse: Browse
) -> None:
    move_from_the_second_on(coordinator, infusions)
    last = Appointment.objects.get(pk=infusions[3].pk)
    draft = appointment_draft(when=when(DAYS[3], at=time(15, 0)), place="Hall C")
    services.edit_appointment(patient, appointment_id=last.pk, version=last.version, draft=draft)
    moved = stand(infusions)
    page = undo(browse("coordinator"), infusions[1])
    assert "Scan (Tuesday 22 December) was changed once more since, so nothing is undone." in page
    assert stand(infusions) == moved


def test_what_one_may_not_see_is_not_undone_and_not_counted(
    infusions: list[Appointment], coordinator: Access, patient: Access, browse: Browse
) -> None:
    move_from_the_second_on(patient, infusions)
    Appointment.objects.filter(pk=infusions[3].pk).update(
        author=patient.membership, held_until=DAYS[3]
    )
    browser = browse("coordinator")
    assert "Undo for all 2" in browser.open("appointment_detail", infusions[1].pk)
    assert "Undone for all 2." in undo(browser, infusions[1])
    assert [place for _day, _at, place in stand(infusions)][-2:] == ["St Mary’s", "Hall B"]


def test_after_thirty_days_there_is_nothing_to_undo(
    infusions: list[Appointment], coordinator: Access, browse: Browse, set_clock: SetClock
) -> None:
    move_from_the_second_on(coordinator, infusions)
    change = PlanChange.objects.filter(subject_id=infusions[1].pk).get()
    set_clock(NOW + timedelta(days=30, hours=1))
    sent = browse("coordinator").send("plan_undo", change.pk, together="yes")
    assert sent.status_code == 404


def test_one_that_stands_alone_is_undone_by_itself(coordinator: Access) -> None:
    member = services.add_team_member(coordinator, member_id=uuid4(), draft=team_draft())
    services.edit_team_member(
        coordinator, member_id=member.pk, version=1, draft=team_draft(role="Nurse")
    )
    change = PlanChange.objects.get()
    with pytest.raises(RuleError):
        services.undo_together(coordinator, change.section, change.pk)


def test_tasks_that_come_back_are_undone_together_too(coordinator: Access, browse: Browse) -> None:
    tasks = make_series(coordinator, times=4, due_on=DAYS[0])
    later = task_draft("Cook for two", due_on=DAYS[1] + timedelta(days=1), kind=tasks[1].kind)
    services.edit_series(coordinator, task_id=tasks[1].pk, version=1, draft=later)
    browser = browse("coordinator")
    assert "Undo for all 3" in browser.open("task_detail", tasks[3].pk)
    change = TaskChange.objects.get(subject_id=tasks[3].pk)
    assert "Undone for all 3." in browser.press("tasks_undo", change.pk, together="yes")
    found = Task.objects.order_by("number").values_list("title", "due_on")
    assert list(found) == [("Cook", day) for day in DAYS]
