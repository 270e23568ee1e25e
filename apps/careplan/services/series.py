"""Tasks that come back: put down together, taken together, and changed from one on."""

from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from apps.careplan import rules, selectors, wording
from apps.careplan.kinds import TaskStatus
from apps.careplan.models import Task, TaskSeries
from apps.careplan.rules import Concern, Repeat, TaskDraft
from apps.careplan.services.appointment_series import ROWS_IT_POINTS_TO
from apps.careplan.services.claims import against_words
from apps.careplan.services.holding import end_requests, hand_to, save_step
from apps.careplan.services.task_planning import plan_new_tasks
from apps.careplan.services.tasks import add_task, locked_to_change, rewrite, set_status, write
from apps.careplan.services.versions import refuse_stale
from apps.circles.access import Access
from apps.circles.kinds import Action, Level, Section
from apps.circles.services import note_change
from apps.core import clock
from apps.core.errors import AskFirst, RuleError
from apps.core.once import save_once


def add_tasks(
    access: Access, *, once: UUID, draft: TaskDraft, repeat: Repeat | None = None
) -> Task:
    """A task, or with ``repeat`` a series; the first of them."""
    if repeat is None:
        return add_task(access, task_id=once, draft=draft)
    return add_series(access, series_id=once, draft=draft, repeat=repeat)[0]


@transaction.atomic
def add_series(access: Access, *, series_id: UUID, draft: TaskDraft, repeat: Repeat) -> list[Task]:
    """All tasks of a series, or none. The same form sent twice makes one series."""
    access.require(Section.TASKS, Level.TAKE_PART)
    drafts = _drafts(access, draft, repeat)
    new = TaskSeries(
        pk=series_id,
        circle=access.circle,
        author=access.membership,
        unit=repeat.unit,
        every=repeat.every,
        times=repeat.times,
    )
    new.full_clean(exclude=["id"])
    mine = TaskSeries.objects.visible_to(access).filter(author=access.membership)
    series, is_new = save_once(new, mine, lambda row: _is_the_same(access, row, repeat, draft))
    if not is_new:
        return list(selectors.tasks_of_series(access, series.pk))
    tasks = [_task(access, series, number, each) for number, each in enumerate(drafts, start=1)]
    Task.objects.bulk_create(tasks)
    note_change(access, Action.ADDED, Section.TASKS, "task_series", series.pk)
    plan_new_tasks(access, tasks)
    return tasks


@transaction.atomic
def claim_series(access: Access, task_id: UUID, *, knowingly: bool = False) -> int:
    """Take on all that nobody has of the series this task is of; how many that were. AskFirst as for one."""
    access.require(Section.TASKS, Level.TAKE_PART)
    task = selectors.task(access, task_id)
    rows = selectors.locked_later(access, task.series_id, first=1) if task.series_id else []
    free = [row for row in rows if selectors.is_free(access, row)]
    if not free:
        raise RuleError(_("Nobody is needed for these any more. Thank you for offering."))
    against = {concern for row in free for concern in selectors.concerns_of(access, row)}
    if against and not knowingly:
        raise AskFirst(against_words(tuple(sorted(against))))
    for row in free:
        hand_to(row, access.membership, knowingly=knowingly)
        try:
            with transaction.atomic():
                save_step(access, row, Action.CLAIMED)
        except IntegrityError as error:
            raise AskFirst(against_words((Concern.OVERLAP,))) from error
        end_requests(access, row)
    return len(free)


@transaction.atomic
def edit_series(access: Access, *, task_id: UUID, version: int, draft: TaskDraft) -> int:
    """Change this task and let what changed follow to the later ones that are still open; how many changed.

    Raises StaleError when somebody changed this one since, and RuleError when a later day has no such time. What
    stands already, as after a double tap, is neither written nor refused.
    """
    task = locked_to_change(access, task_id)
    before = selectors.draft_of_task(task)
    if task.status == TaskStatus.OPEN and before == draft:
        return 0
    refuse_stale(access, task, version)
    if task.series_id is None or task.status != TaskStatus.OPEN:
        raise RuleError(_("This task stands alone now. Change it by itself."))
    rows = selectors.locked_later(access, task.series_id, first=task.number or 1)
    changed, at = 0, clock.now()
    for row in rows:
        if not selectors.may_change(access, row):
            continue
        own = selectors.draft_of_task(row)
        new = _followed(own, before, draft, access)
        if new != own:
            rewrite(access, row, new, at)
            changed += 1
    return changed


@transaction.atomic
def withdraw_series(access: Access, task_id: UUID) -> int:
    """This one and the later ones that are open, off the list, with undo; how many that were."""
    task = locked_to_change(access, task_id)
    if task.series_id is None:
        return 0
    rows = selectors.locked_later(access, task.series_id, first=task.number or 1)
    return _set_all(access, rows, TaskStatus.WITHDRAWN, Action.CANCELLED)


@transaction.atomic
def restore_series(access: Access, task_id: UUID) -> int:
    """Back on the list what went off it together with this one; how many that were."""
    access.require(Section.TASKS, Level.TAKE_PART)
    task = selectors.task_to_change(access, task_id)
    rows = selectors.locked_withdrawn_with(access, task)
    return _set_all(access, rows, TaskStatus.OPEN, Action.RESTORED)


def _set_all(access: Access, rows: list[Task], status: TaskStatus, action: Action) -> int:
    at = clock.now()  # one moment for all of them: that is how they are found again
    rows = [row for row in rows if selectors.may_change(access, row)]
    for row in rows:
        set_status(access, row, status, action, at)
    return len(rows)


def _drafts(access: Access, draft: TaskDraft, repeat: Repeat) -> list[TaskDraft]:
    try:
        return rules.series_of(draft, repeat, access.circle.time_zone)
    except rules.NoSuchTime as error:
        raise RuleError(wording.no_such_time_words(error)) from error


def _followed(own: TaskDraft, before: TaskDraft, after: TaskDraft, access: Access) -> TaskDraft:
    try:
        return rules.follow(own, before, after, access.circle.time_zone)
    except rules.NoSuchTime as error:
        raise RuleError(wording.no_such_time_words(error)) from error


def _is_the_same(access: Access, row: TaskSeries, repeat: Repeat, draft: TaskDraft) -> bool:
    first = next(iter(selectors.tasks_of_series(access, row.pk)), None)
    return row.repeat == repeat and first is not None and selectors.draft_of_task(first) == draft


def _task(access: Access, series: TaskSeries, number: int, draft: TaskDraft) -> Task:
    task = Task(
        pk=uuid5(series.pk, str(number)),
        circle=access.circle,
        author=access.membership,
        series=series,
        number=number,
    )
    write(access, task, draft)
    task.clean_fields(exclude=ROWS_IT_POINTS_TO)
    return task
