"""One task as pages need it, and what Today shows of them. Always through ``visible_to``."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from apps.careplan import rules
from apps.careplan.kinds import TaskKind, TaskStatus
from apps.careplan.models import Task
from apps.careplan.rules import TaskDraft
from apps.careplan.selectors.holders import claimer_of, contact_name, is_party
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.circles.models import Contact, Membership
from apps.core import clock

TODAY_SHOWN = 3
# What a line shows of a task, in the order of the model's fields, as ``from_db`` wants it.
ON_A_LINE = (
    "id", "circle_id", "author_id", "created_at", "kind", "title", "due_on", "starts_at", "ends_at", "zone",
    "over_at", "status", "claimed_by_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TaskCard:
    """A task as the reader sees it. ``claimer`` is None while no member has it, or who had it left the circle."""

    task: Task
    claimer: Membership | None
    contact: Contact | None  # somebody without an account; their number is for who may invite
    holder_name: str
    is_mine: bool
    is_open: bool
    is_done: bool
    is_late: bool
    is_today: bool
    may_claim: bool
    may_release: bool
    may_complete: bool
    may_reopen: bool
    may_edit: bool
    may_ask: bool
    may_link: bool
    may_thank: bool

    @property
    def contact_did_it(self) -> bool:
        return self.is_done and bool(self.holder_name) and self.claimer is None

    @property
    def is_withdrawn(self) -> bool:
        return not (self.is_open or self.is_done)


@dataclass(frozen=True, slots=True)
class TodayTasks:
    """The most pressing of mine and of what nobody has taken."""

    mine: list[TaskCard]
    unclaimed: list[TaskCard]


def tasks_for_today(access: Access, limit: int = TODAY_SHOWN) -> TodayTasks:
    """For Today: up to ``limit`` of mine and as many that nobody has; one query of what a line shows."""
    me, today = access.membership, clock.today(access.circle.time_zone)
    found = Task.objects.visible_to(access).open()
    mine, free = (
        each.values_list(*ON_A_LINE)[:limit] for each in (found.held_by(me), found.free(today))
    )
    rows = list(mine.union(free, all=True).order_by("over_at", "created_at", "id"))

    def cards(claimer: Membership | None) -> list[TaskCard]:
        chosen = [row for row in rows if access.is_mine(row[-1]) == (claimer is not None)]
        return [card_of(access, Task.from_db(None, ON_A_LINE, row), claimer) for row in chosen]

    return TodayTasks(mine=cards(me), unclaimed=cards(None))


def task(access: Access, task_id: UUID) -> Task:
    """One task, whoever changed it last in tow. Http404 for any that this access may not see."""
    row: Task | None = (
        with_people(Task.objects.visible_to(access).filter(pk=task_id))
        .select_related("author__user", "changed_by__user", "series")
        .first()
    )
    if row is None:
        raise Http404
    return row


def task_to_change(access: Access, task_id: UUID) -> Task:
    """The same for who may edit it: whoever wrote it, or with *edit* anyone. Raises PermissionDenied."""
    row = task(access, task_id)
    is_own = row.author_id in access.own_rows
    access.require(Section.TASKS, rules.level_to_change(is_own=is_own))
    return row


def task_card(access: Access, task_id: UUID) -> TaskCard:
    row = task(access, task_id)
    return card_of(access, row, claimer_of(access, row), row.claimed_contact)


def locked_task(access: Access, task_id: UUID) -> Task:
    """For services: the row, locked until the transaction ends, so that of two who press at once the
    second sees what the first did. Http404 as above.

    Nothing that may change is joined: after waiting for a lock PostgreSQL reads this row anew, but not
    the rows it was joined to.
    """
    rows = Task.objects.visible_to(access).select_for_update(of=("self",))
    row: Task | None = rows.filter(pk=task_id).first()
    if row is None:
        raise Http404
    return row


def locked_tasks(access: Access, ids: Collection[UUID]) -> QuerySet[Task]:
    """For reminders: those of these that are open, locked, to be planned anew."""
    rows: QuerySet[Task] = Task.objects.visible_to(access).filter(pk__in=ids)
    return rows.filter(status=TaskStatus.OPEN).order_by("pk").select_for_update(of=("self",))


def tasks_ahead(access: Access, until: datetime) -> QuerySet[Task]:
    """Open tasks with a day to come before that moment, locked."""
    rows: QuerySet[Task] = Task.objects.visible_to(access).open()
    ahead = rows.filter(over_at__gt=clock.now(), over_at__lt=until)
    return ahead.order_by("pk").select_for_update(of=("self",))


def draft_of_task(row: Task) -> TaskDraft:
    """The task as it stands, in the shape of what a form sends."""
    return TaskDraft(
        title=row.title,
        notes=row.notes,
        due_on=row.due_on,
        kind=TaskKind(row.kind),
        hours=row.hours,
        minutes=row.minutes,
        sharing=row.sharing,
    )


def with_people(rows: QuerySet[Task]) -> QuerySet[Task]:
    """In the same query, who has each and who did it."""
    return rows.select_related("claimed_by__user", "claimed_contact", "done_by__user")


def cards_of(access: Access, rows: Iterable[Task]) -> list[TaskCard]:
    """Of rows ``with_people``."""
    return [card_of(access, row, claimer_of(access, row), row.claimed_contact) for row in rows]


def card_of(
    access: Access, row: Task, claimer: Membership | None, contact: Contact | None = None
) -> TaskCard:
    """Buttons are shown by the same rules that the services check again."""
    me = access.membership.pk
    today = clock.today(access.circle.time_zone)
    is_open, is_done = row.status == TaskStatus.OPEN, row.status == TaskStatus.DONE
    is_mine = claimer is not None and claimer.pk == me
    is_author = row.author_id in access.own_rows
    is_late = is_open and row.over_at is not None and row.over_at <= clock.now()
    is_free = claimer is None and contact is None
    holder_name = claimer.name if claimer else ""

    def may(*, is_own: bool) -> bool:
        return access.can(Section.TASKS, rules.level_to_change(is_own=is_own))

    return TaskCard(
        task=row,
        claimer=claimer,
        contact=contact if access.can(Section.PEOPLE, Level.EDIT) else None,
        holder_name=contact_name(access, contact) if contact else holder_name,
        is_mine=is_mine,
        is_open=is_open,
        is_done=is_done,
        is_late=is_late,
        is_today=is_open and row.due_on == today,
        may_claim=is_open and is_free and may(is_own=True),
        may_release=is_open and not is_free and may(is_own=is_mine),
        may_complete=is_open and may(is_own=is_mine or is_free),
        may_reopen=is_done and may(is_own=is_party(access, row)),
        may_edit=may(is_own=is_author),
        may_ask=is_open and (is_mine or (is_free and may(is_own=is_author))),
        may_link=is_open and is_free and not is_late and may(is_own=is_author),
        may_thank=is_done
        and row.done_by_id not in access.own_rows
        and (access.is_patient or access.can(Section.TASKS, Level.EDIT)),
    )
