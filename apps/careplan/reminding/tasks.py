"""What reminders of tasks say to who has one, and what they answer without signing in.

The words are discreet: they stand on lock screens. A title may say too much, so it is behind the link.
"""

from collections.abc import Collection, Iterable
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from apps.careplan import rules, selectors
from apps.careplan.kinds import TaskStatus
from apps.careplan.models import Task
from apps.careplan.reminding.holders import Holder, holder_of
from apps.careplan.reminding.words import day_and_any_time, full, patients_name
from apps.careplan.services.task_planning import EVENING_BEFORE, ON_THE_DAY, TASK, task_promise
from apps.circles.access import Access
from apps.circles.kinds import Section
from apps.core import clock
from apps.core.errors import RuleError
from apps.reminders.kinds import Kind
from apps.reminders.rules import Lead
from apps.reminders.subjects import Ask, Message, Promise, Question, link_is_over

DONE, CANNOT = "done", "no"


class TaskSubject:
    """A task to who has it, member or contact; and the patient's to whoever gets her messages for her."""

    name = TASK
    is_visit = False
    section = Section.TASKS
    answers_last = timedelta(days=1)  # whoever did it says so afterwards
    leads = (Lead(EVENING_BEFORE, rules.EVENING), Lead(ON_THE_DAY, rules.MORNING))

    @property
    def label(self) -> str:
        return _("Tasks you took on")

    def author(self, ask: Ask) -> UUID | None:
        holder = holder_of(ask)
        return holder.task.author_id if holder else None

    def skip_reason(self, ask: Ask) -> str | None:
        holder = holder_of(ask)
        if holder is None:
            return "no_access"
        task = holder.task
        if ask.kind == Kind.CANCELLED:
            return None if task.status == TaskStatus.WITHDRAWN else "not_wanted"
        if task.status == TaskStatus.WITHDRAWN:
            return "cancelled"
        if task.moves != ask.occurrence:
            return "moved"
        if _is_over(task):
            return "past"
        return None if holder.is_told and task.status == TaskStatus.OPEN else "not_wanted"

    def plans(self, access: Access, ids: Collection[UUID]) -> Iterable[Promise]:
        for task in selectors.locked_tasks(access, ids):
            yield task_promise(task)

    def message(self, ask: Ask) -> Message:
        holder = _expect(ask)
        words = _line_about_her if holder.hears_for_patient else _line
        line = words(ask.kind, holder.task)
        return Message(
            subject=_subject(ask.kind, holder),
            lines=(line,),
            full_lines=(full(holder.title, line),) if holder.title else (),
            link=holder.path,
            link_label=_("See what it is"),
            answers=_answers(holder) if ask.kind != Kind.CANCELLED else (),
        )

    def question(self, ask: Ask) -> Question:
        holder = _expect(ask)
        current = None if holder.has_it else CANNOT
        if holder.has_it and holder.task.status == TaskStatus.DONE:
            current = DONE
        return Question(task_day(holder.task), _answers(holder), current)

    def answer(self, ask: Ask, code: str) -> str:
        holder = _expect(ask)
        try:
            if code == DONE:
                holder.finish()
                return _("Thank you. The others can see that it is done.")
            if code == CANNOT and holder.has_it and _is_over(holder.task):
                raise RuleError(
                    _("The time for this is over. If it is still needed, please tell the others.")
                )
            if code == CANNOT:
                holder.give_back()
                return _("Thank you for saying so. Somebody else can take it on.")
        except (PermissionDenied, Http404) as error:
            raise RuleError(_("Sign in to answer.")) from error
        raise link_is_over()


def _expect(ask: Ask) -> Holder:
    holder = holder_of(ask)
    if holder is None:
        raise link_is_over()
    return holder


def _subject(kind: Kind, holder: Holder) -> str:
    values = {"when": task_day(holder.task)}
    if kind == Kind.CANCELLED:
        return _("Not needed any more: %(when)s") % values
    if kind == Kind.MOVED:
        return _("Changed: now %(when)s") % values
    if holder.hears_for_patient:
        return _("Coming up: %(when)s") % values
    return _("You took something on: %(when)s") % values


def _line(kind: Kind, task: Task) -> str:
    values = {"when": task_day(task)}
    if kind == Kind.CANCELLED:
        return (
            _("What you took on (%(when)s) is not needed any more. There is nothing to do.")
            % values
        )
    if kind == Kind.MOVED:
        return _("What you took on has changed. It is now for %(when)s.") % values
    return _("You took something on for %(when)s. Thank you.") % values


def _line_about_her(kind: Kind, task: Task) -> str:
    """The same to whoever gets the patient's messages for her."""
    values = {"when": task_day(task), "name": patients_name(task.circle)}
    if kind == Kind.CANCELLED:
        return (
            _("What %(name)s took on (%(when)s) is not needed any more. There is nothing to do.")
            % values
        )
    if kind == Kind.MOVED:
        return _("What %(name)s took on has changed. It is now for %(when)s.") % values
    return _("%(name)s took something on for %(when)s.") % values


def task_day(task: Task) -> str:
    """ "Thursday 26 November at 12:00"."""
    return day_and_any_time(task.when) if task.when else _("whenever it suits")


def _is_over(task: Task) -> bool:
    return task.over_at is not None and task.over_at <= clock.now()


def _answers(holder: Holder) -> tuple[tuple[str, str], ...]:
    """Once its time is over nobody could take it on any more, but it may have been done.

    Nobody answers for the patient by link; whoever may say that it is done says it on its page.
    """
    if holder.hears_for_patient:
        return ()
    done = (DONE, _("It is done"))
    return (done,) if _is_over(holder.task) else (done, (CANNOT, _("I can’t")))
