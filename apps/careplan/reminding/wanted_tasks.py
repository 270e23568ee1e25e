"""Somebody is needed: a task that nobody has a day before."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from apps.careplan import selectors
from apps.careplan.kinds import TaskStatus
from apps.careplan.models import Task
from apps.careplan.reminding.words import day_and_any_time, full
from apps.careplan.services.task_planning import WANTED_TASK, wanted_promise
from apps.circles.access import Access, open_for_member
from apps.circles.kinds import Section
from apps.core import clock
from apps.reminders.subjects import Ask, Message, Promise, Unanswered, link_is_over


class WantedTaskSubject(Unanswered):
    """To who looks after the circle; whether somebody has it by then is asked when it is sent."""

    name = WANTED_TASK
    is_visit = False
    section = Section.TASKS

    def author(self, ask: Ask) -> UUID | None:
        found = _task(ask, ask.subject_id)
        return found[1].author_id if found else None

    def skip_reason(self, ask: Ask) -> str | None:
        found = _task(ask, ask.subject_id)
        if found is None:
            return "no_access"
        access, task = found
        if task.status == TaskStatus.WITHDRAWN:
            return "cancelled"
        if task.moves != ask.occurrence:
            return "moved"
        if task.over_at is None or task.over_at <= clock.now():
            return "past"
        is_wanted = task.status == TaskStatus.OPEN and selectors.is_free(access, task)
        return None if is_wanted else "not_wanted"

    def plans(self, access: Access, ids: Collection[UUID]) -> Iterable[Promise]:
        for task in selectors.locked_tasks(access, ids):
            yield wanted_promise(access, task)

    def message(self, ask: Ask) -> Message:
        found = _task(ask, ask.subject_id)
        if found is None:
            raise link_is_over()
        _access, task = found
        day = day_and_any_time(task.when) if task.when else ""
        line = _("Nobody has taken something on the list for %(day)s yet.") % {"day": day}
        ask_somebody = _("You could ask somebody, or send it by link.")
        return Message(
            subject=_("Nobody has this yet: %(day)s") % {"day": day},
            lines=(line, ask_somebody),
            full_lines=(full(task.title, line), ask_somebody),
            link=task.get_absolute_url(),
            link_label=_("See what it is"),
        )


def _task(ask: Ask, task_id: UUID) -> tuple[Access, Task] | None:
    access = open_for_member(ask.membership_id) if ask.membership_id else None
    if access is None:
        return None
    try:
        return access, selectors.task(access, task_id)
    except Http404:
        return None
