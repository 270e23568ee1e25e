"""Who could take a task on or a seat, and what would speak against it, as far as the reader may know."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from apps.careplan.kinds import SeatKind, TaskKind, TaskStatus
from apps.careplan.models import Appointment, Task
from apps.careplan.rules import WEEK, Concern, Hours, concerns, monday_of, suits
from apps.circles.access import Access
from apps.circles.kinds import Level, Role, Section
from apps.circles.models import Membership
from apps.circles.rules import Capacity, allows
from apps.circles.selectors import capacity_of, current_members, will_see
from apps.core import clock


def concerns_of(access: Access, task: Task) -> tuple[Concern, ...]:
    """What speaks against the reader's own taking it; two queries."""
    me = [access.membership]
    return _concerns(access, task, me, capacity_of(access, me, times=False))[access.membership.pk]


def seat_concerns(access: Access, row: Appointment, kind: SeatKind) -> tuple[Concern, ...]:
    """What speaks against the reader's own taking that seat; two queries."""
    me, when = access.membership, row.when
    held = _held_in_week_of(access, when.day, [me])[me.pk]
    hours = Hours(when.starts_at, when.over_at) if when.time_known else None
    return concerns(
        TaskKind.RIDE if kind == SeatKind.DRIVER else TaskKind.OTHER,
        hours,
        hours.minutes if hours else None,
        capacity_of(access, [me], times=False)[me.pk],
        minutes_that_week=sum(task.minutes or 0 for task in held),
        is_busy=any(_is_beside(hours, task) for task in held),
    )


def could_be_asked(access: Access, task: Task) -> list[Membership]:
    """Whom the reader may ask to take it: who may, sees it, and has nothing that speaks against it. Those for
    whom it is a good time come first. The patient is asked for nothing."""
    members = [row for row in current_members(access) if _may_take(access, task, row)]
    capacities = capacity_of(access, members)
    against = _concerns(access, task, members, capacities)
    free = [row for row in members if not against[row.pk]]
    kind = TaskKind(task.kind)
    return sorted(free, key=lambda row: not suits(kind, task.hours, capacities[row.pk]))


def _may_take(access: Access, task: Task, member: Membership) -> bool:
    return (
        not access.is_mine(member.pk)
        and member.role != Role.PATIENT
        and member.pk != task.claimed_by_id
        and allows(member.section_levels, Section.TASKS, Level.TAKE_PART)
        and will_see(task, member)
        and not task.sharing.is_held(access.today)
    )


def _concerns(
    access: Access, task: Task, members: list[Membership], capacities: dict[UUID, Capacity]
) -> dict[UUID, tuple[Concern, ...]]:
    held = _held_that_week(access, task, members)
    return {
        row.pk: concerns(
            TaskKind(task.kind),
            task.hours,
            task.minutes,
            capacities[row.pk],
            minutes_that_week=sum(other.minutes or 0 for other in held[row.pk]),
            is_busy=any(_is_beside(task.hours, other) for other in held[row.pk]),
        )
        for row in members
    }


def _held_that_week(
    access: Access, task: Task, members: Iterable[Membership]
) -> dict[UUID, list[Task]]:
    """What each has taken on for the week of this task (for the present one, when there is no hurry)."""
    day = task.due_on or clock.today(access.circle.time_zone)
    return _held_in_week_of(access, day, members, but=task.pk)


def _held_in_week_of(
    access: Access, day: date, members: Iterable[Membership], but: UUID | None = None
) -> dict[UUID, list[Task]]:
    monday = monday_of(day)
    rows: QuerySet[Task] = Task.objects.visible_to(access).filter(
        claimed_by__in=list(members), due_on__gte=monday, due_on__lt=monday + WEEK
    )
    held: dict[UUID, list[Task]] = defaultdict(list)
    for row in rows.exclude(status=TaskStatus.WITHDRAWN):
        if row.claimed_by_id and row.pk != but:
            held[row.claimed_by_id].append(row)
    return held


def _is_beside(hours: Hours | None, other: Task) -> bool:
    """Whether both want the same person at the same time."""
    if hours is None or other.hours is None or other.status != TaskStatus.OPEN:
        return False
    return hours.starts_at < other.hours.ends_at and other.hours.starts_at < hours.ends_at
