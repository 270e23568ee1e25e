"""What is owed of tasks: to who has one, to coordinators when nobody has, and to who is asked for one.

Told to the outbox in the transaction of each change, all of it each time.
"""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from functools import cached_property

from apps.careplan import rules, selectors
from apps.careplan.kinds import RequestStatus, TaskStatus
from apps.careplan.models import Task, TaskRequest
from apps.circles.access import Access
from apps.circles.kinds import Role
from apps.circles.models import Membership
from apps.circles.selectors import current_members, will_see
from apps.core import clock
from apps.reminders import services as reminders
from apps.reminders.kinds import Kind
from apps.reminders.recipients import Recipient
from apps.reminders.rules import DAY
from apps.reminders.subjects import Owed, Promise

TASK, WANTED_TASK, TASK_REQUEST = "task", "wanted_task", "task_request"
FOR_CHANGES = timedelta(days=60)
NEWS_IS_GOOD_FOR = timedelta(days=2)
EVENING_BEFORE, ON_THE_DAY = DAY, 0  # which of a task's two reminders it is


def plan_task(access: Access, task: Task) -> None:
    """Have what is owed of this task written; harmless when nothing changed."""
    reminders.promise(task_promise(task))
    reminders.promise(wanted_promise(access, task))


def plan_new_tasks(access: Access, tasks: Collection[Task]) -> None:
    """The same for many just made that nobody has, in a bounded number of queries."""
    circle = _Circle(access)
    reminders.plan_new((), [wanted_promise(access, task, circle) for task in tasks])


def plan_tasks_for_change(access: Access, member: Membership) -> None:
    """Somebody joined, left, or may do more or less: who hears of what nobody has is seen to anew, as far as
    whoever did it can see."""
    if access.is_mine(member.pk) and member.role != Role.COORDINATOR:
        return  # who has just joined looks after nothing yet
    circle = _Circle(access)
    for task in selectors.tasks_ahead(access, clock.now() + FOR_CHANGES):
        reminders.promise(wanted_promise(access, task, circle))


def plan_request(request: TaskRequest) -> None:
    """Whoever is asked hears of it, as long as they are."""
    reminders.promise(request_promise(request))


def plan_requests(task: Task) -> None:
    """The same is asked for another day: whoever is asked hears which, and answers for that."""
    waiting = TaskRequest.objects.filter(task=task, status=RequestStatus.PENDING)
    for request in waiting.select_related("task"):
        plan_request(request)


def request_promise(request: TaskRequest) -> Promise:
    now, task = request.created_at, request.task
    until = task.over_at if task.over_at and task.over_at > now else now + NEWS_IS_GOOD_FOR
    asked = Owed(Recipient.member(request.asked_id), Kind.NEWS, due=now, useful_until=until)
    owed = (asked,) if request.status == RequestStatus.PENDING else ()
    return Promise(TASK_REQUEST, request.pk, request.circle_id, task.moves, owed)


def task_promise(task: Task) -> Promise:
    """To who has it: the evening before, on the day, and that somebody else moved it or took it off."""
    owed = tuple(owed for who in _told(task) for owed in _owed_to(task, *who))
    return Promise(TASK, task.pk, task.circle_id, task.moves, owed)


def wanted_promise(access: Access, task: Task, circle: "_Circle | None" = None) -> Promise:
    """To coordinators a day before; whether somebody has it by then is asked when it is sent. ``circle`` is read
    once for many tasks."""
    owed: tuple[Owed, ...] = ()
    if task.status == TaskStatus.OPEN and task.due_on and task.over_at:
        due = rules.wanted_at(task.due_on, task.hours, task.zone)
        owed = tuple(
            Owed(
                Recipient.member(member.pk),
                Kind.WANTED,
                due=due,
                useful_until=task.over_at,
                starts_at=task.starts_at,
                needed_by=task.starts_at,
            )
            for member in (circle or _Circle(access)).who_looks_after(task)
        )
    return Promise(WANTED_TASK, task.pk, task.circle_id, task.moves, owed)


def _owed_to(task: Task, holder: Recipient, zone: str) -> Iterator[Owed]:
    now = clock.now()
    if task.status == TaskStatus.WITHDRAWN:
        if task.changed_at and task.changed_by_id != holder.membership_id:
            until = _news_until(task, task.changed_at)
            yield Owed(holder, Kind.CANCELLED, due=now, useful_until=until, offset=task.version)
        return
    if task.status == TaskStatus.DONE:
        return
    if task.moved_at:
        until = _news_until(task, task.moved_at)
        yield Owed(holder, Kind.MOVED, due=now, useful_until=until, needed_by=task.starts_at)
    if task.due_on is None or task.over_at is None:
        return
    hours = rules.reminded_at(task.due_on, task.hours, zone)
    for offset, due in zip((EVENING_BEFORE, ON_THE_DAY), hours, strict=True):
        if due > (task.claimed_at or now):  # what was past when they took it is not news to them
            yield Owed(
                holder,
                Kind.DUE,
                due=due,
                useful_until=task.over_at,
                offset=offset,
                starts_at=task.starts_at,
                needed_by=task.starts_at,
            )


def _told(task: Task) -> Iterator[tuple[Recipient, str]]:
    """Who has it, whoever gets the patient's when it is hers, and the zone of their clocks."""
    if task.claimed_by:
        hers = selectors.who_gets_the_patients(task) if task.claimed_by.is_patient else []
        for member in (task.claimed_by, *hers):
            yield Recipient.member(member.pk), member.user.zone
    elif task.claimed_contact:
        zone = task.claimed_contact.time_zone or task.zone
        yield Recipient.contact(task.claimed_contact.pk), zone


def _news_until(task: Task, since: datetime) -> datetime:
    """Until when it helps to hear of a change; what is over is told no more."""
    return task.over_at or since + NEWS_IS_GOOD_FOR


class _Circle:
    """Who is told of tasks that nobody has, as far as it is asked for."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def who_looks_after(self, task: Task) -> list[Membership]:
        """Coordinators who may see it; where there is none the patient, and whoever gets hers."""
        members = [row for row in self._members if will_see(task, row)]
        coordinators = [row for row in members if row.role == Role.COORDINATOR]
        if coordinators:
            return coordinators
        patient = [row for row in members if row.is_patient]
        return [*patient, *(row for row in self._for_patient if will_see(task, row))]

    @cached_property
    def _members(self) -> list[Membership]:
        return current_members(self._access)

    @cached_property
    def _for_patient(self) -> list[Membership]:
        return selectors.who_hears_for_the_patient(self._access.circle.pk)
