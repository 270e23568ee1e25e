"""What is owed of tasks, to whom, when, and in which words."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from apps.careplan import services
from apps.careplan.kinds import TaskKind, TaskStatus
from apps.careplan.models import Task, TaskRequest
from apps.careplan.reminding import TaskRequestSubject, TaskSubject, WantedTaskSubject
from apps.careplan.rules import Hours, Shows, reminded_at, wanted_at
from apps.circles.access import Access
from apps.circles.kinds import Audience, Role
from apps.circles.models import Contact
from apps.circles.services.circles import add_member
from apps.reminders.kinds import Kind
from apps.reminders.models import Reminder
from apps.reminders.recipients import Recipient
from apps.reminders.subjects import Ask
from tests.careplan.conftest import NOW
from tests.careplan.drafts import (
    LONDON,
    make_series,
    make_task,
    make_timed_task,
    task_draft,
)
from tests.people import Cast

THURSDAY = date(2026, 11, 26)
EVENING = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
SUBJECT = TaskSubject()


def owed(subject: str = "task") -> list[tuple[str, str, datetime]]:
    rows = Reminder.objects.open().filter(subject=subject).order_by("due_at")
    return [(row.kind, row.recipient_key, row.due_at) for row in rows]


def key(access: Access) -> str:
    return Recipient.member(access.membership.pk).key


def ask(task: Task, recipient: Recipient, kind: Kind = Kind.DUE) -> Ask:
    task.refresh_from_db()
    return Ask(kind=kind, subject_id=task.pk, occurrence=task.moves, recipient=recipient, now=NOW)


def member(access: Access) -> Recipient:
    return Recipient.member(access.membership.pk)


@pytest.mark.parametrize(
    ("hours", "zone", "times"),
    [
        (None, LONDON, (EVENING, MORNING)),
        (Hours(NOON, NOON + timedelta(hours=1)), LONDON, (EVENING, MORNING)),
        (
            Hours(MORNING, NOON),
            LONDON,
            (EVENING, MORNING - timedelta(hours=2)),
        ),
        (
            Hours(NOON, NOON + timedelta(hours=1)),
            "America/New_York",
            (EVENING + timedelta(hours=5), NOON - timedelta(hours=2)),
        ),
        (None, "America/New_York", (EVENING + timedelta(hours=5), MORNING + timedelta(hours=5))),
    ],
)
def test_the_evening_before_and_the_morning_on_the_readers_clock(
    hours: Hours | None, zone: str, times: tuple[datetime, datetime]
) -> None:
    assert reminded_at(THURSDAY, hours, zone) == times


def test_nobody_yet_is_told_a_day_before() -> None:
    assert wanted_at(THURSDAY, None, LONDON) == EVENING
    assert wanted_at(THURSDAY, Hours(NOON, NOON + timedelta(hours=1)), LONDON) == NOON - timedelta(
        days=1
    )


def test_who_takes_a_task_is_reminded_and_who_gives_it_back_is_not(
    coordinator: Access, helper: Access
) -> None:
    task = make_task(coordinator, due_on=THURSDAY)
    assert owed() == []
    services.claim_task(helper, task.pk)
    assert owed() == [("due", key(helper), EVENING), ("due", key(helper), MORNING)]
    services.complete_task(helper, task.pk)
    assert owed() == []
    services.reopen_task(helper, task.pk)
    assert len(owed()) == 2
    services.release_task(helper, task.pk)
    assert owed() == []


def test_what_has_no_day_owes_nothing(coordinator: Access, helper: Access) -> None:
    services.claim_task(helper, make_task(coordinator).pk)
    assert owed() == owed("wanted_task") == []


def test_who_has_it_hears_that_somebody_moved_it_or_took_it_off(
    coordinator: Access, helper: Access
) -> None:
    task = make_task(coordinator, due_on=THURSDAY)
    services.claim_task(helper, task.pk)
    friday = task_draft(due_on=THURSDAY + timedelta(days=1))
    services.edit_task(coordinator, task_id=task.pk, version=1, draft=friday)
    settled = NOW + timedelta(minutes=2)
    assert owed()[0] == ("moved", key(helper), settled)
    assert [due for _kind, _key, due in owed()[1:]] == [
        EVENING + timedelta(days=1),
        MORNING + timedelta(days=1),
    ]
    services.withdraw_task(coordinator, task.pk)
    assert owed() == [("cancelled", key(helper), settled)]
    services.restore_task(coordinator, task.pk)
    assert [kind for kind, _key, _due in owed()] == ["moved", "due", "due"]


def test_who_moved_their_own_is_not_told_of_it(coordinator: Access) -> None:
    task = make_task(coordinator, due_on=THURSDAY)
    services.claim_task(coordinator, task.pk)
    friday = task_draft(due_on=THURSDAY + timedelta(days=1))
    services.edit_task(coordinator, task_id=task.pk, version=1, draft=friday)
    assert [kind for kind, _key, _due in owed()] == ["due", "due"]


def test_coordinators_are_told_of_what_nobody_has(
    cast: Cast, coordinator: Access, helper: Access
) -> None:
    task = make_timed_task(helper, day=THURSDAY)
    assert owed("wanted_task") == [("wanted", key(coordinator), NOON - timedelta(days=1))]
    subject, about = WantedTaskSubject(), ask(task, member(coordinator), Kind.WANTED)
    assert subject.skip_reason(about) is None
    message = subject.message(about)
    assert task.title not in " ".join([message.subject, *message.lines])
    services.claim_task(helper, task.pk)
    assert subject.skip_reason(about) == "not_wanted"
    services.withdraw_task(helper, task.pk)
    assert subject.skip_reason(about) == "cancelled"
    assert owed("wanted_task") == []
    hidden = make_task(helper, due_on=THURSDAY)
    Task.objects.filter(pk=hidden.pk).update(audience=Audience.ONLY_ME)
    assert subject.skip_reason(ask(hidden, member(coordinator), Kind.WANTED)) == "no_access"


def test_a_coordinator_who_joins_later_is_told_too(cast: Cast, helper: Access) -> None:
    make_series(helper, times=2, due_on=THURSDAY)
    before = len(owed("wanted_task"))
    add_member(cast.circle, cast.stranger, Role.COORDINATOR, "")
    newcomer = cast.access(cast.stranger)
    services.plan_tasks_for_change(newcomer, newcomer.membership)
    assert len(owed("wanted_task")) == before + 2


def test_the_words_are_discreet_and_the_title_is_for_who_allows_more(
    coordinator: Access, helper: Access
) -> None:
    task = make_timed_task(coordinator, "Collect chemo tablets", day=THURSDAY)
    services.claim_task(helper, task.pk)
    with timezone.override(ZoneInfo(LONDON)):
        message = SUBJECT.message(ask(task, member(helper)))
    assert message.subject == "You took something on: Thursday 26 November at 12:00"
    assert "chemo" not in " ".join([message.subject, *message.lines])
    assert message.full_lines[0].startswith("Collect chemo tablets. You took something on for Thu")


def test_done_and_cannot_are_answered_from_the_message(coordinator: Access, helper: Access) -> None:
    task = make_task(coordinator, due_on=THURSDAY)
    services.claim_task(helper, task.pk)
    about = ask(task, member(helper))
    assert SUBJECT.question(about).current is None
    SUBJECT.answer(about, "done")
    assert SUBJECT.question(about).current == "done"
    assert SUBJECT.skip_reason(about) == "not_wanted"
    services.reopen_task(helper, task.pk)
    SUBJECT.answer(about, "no")
    assert SUBJECT.question(about).current == "no"
    task.refresh_from_db()
    assert (task.status, task.claimed_by) == (TaskStatus.OPEN, None)
    services.claim_task(coordinator, task.pk)
    SUBJECT.answer(about, "no")  # somebody else's is not given back
    task.refresh_from_db()
    assert task.claimed_by == coordinator.membership


def test_a_contact_is_reminded_by_their_clock_and_answers_without_an_account(
    coordinator: Access,
) -> None:
    task = make_task(coordinator, "Walk the dog", due_on=THURSDAY, kind=TaskKind.PETS)
    link = services.offer_by_link(coordinator, task.pk, Shows(title=False, when=True, notes=False))
    offer = services.find_offer(services.address_of(link).rstrip("/").rpartition("/")[2])
    assert offer
    person = services.Person("Paul", "paul@example.org", "", "en", "America/New_York")
    services.take_by_link(offer, person)
    paul = Recipient.contact(Contact.objects.get().pk)
    later = timedelta(hours=5)
    assert owed() == [("due", paul.key, EVENING + later), ("due", paul.key, MORNING + later)]
    about = ask(task, paul)
    message = SUBJECT.message(about)
    assert message.link.startswith("/h/mine/")
    assert message.full_lines == ()
    SUBJECT.answer(about, "no")
    assert owed() == []
    assert Task.objects.get().claimed_contact is None
    services.withdraw_task(coordinator, task.pk)
    assert owed() == []


def test_who_is_asked_hears_of_it_as_long_as_they_are(coordinator: Access, helper: Access) -> None:
    task = make_task(coordinator)
    request = services.ask_for_task(coordinator, task.pk, helper.membership.pk)
    assert [row[:2] for row in owed("task_request")] == [("news", key(helper))]
    subject = TaskRequestSubject()
    about = Ask(Kind.NEWS, request.pk, 0, member(helper), NOW)
    assert subject.skip_reason(about) is None
    assert subject.message(about).subject == "Ana Ruiz asks for your help"
    services.stop_asking(coordinator, task.pk)
    assert owed("task_request") == []
    assert subject.skip_reason(about) == "not_wanted"
    assert TaskRequest.objects.get().status == "taken_back"


@pytest.mark.parametrize(
    ("end", "reason"),
    [("leave", "no_access"), ("past", "past"), ("withdraw", "cancelled"), ("other", "not_wanted")],
)
def test_what_no_longer_holds_is_not_sent(
    coordinator: Access,
    helper: Access,
    set_clock: Callable[[datetime], None],
    end: str,
    reason: str,
) -> None:
    task = make_timed_task(coordinator, day=THURSDAY, begins=time(9), ends=time(10))
    services.claim_task(helper, task.pk)
    about = ask(task, member(helper))
    if end == "leave":
        helper.membership.ended_at = NOW
        helper.membership.save()
    elif end == "past":
        set_clock(NOW + timedelta(days=4))
    elif end == "withdraw":
        services.withdraw_task(coordinator, task.pk)
    else:
        services.release_task(helper, task.pk)
    assert SUBJECT.skip_reason(about) == reason
