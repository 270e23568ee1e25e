"""One person is asked for a task: what they are told, and what they answer without signing in."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from apps.careplan import selectors, services
from apps.careplan.kinds import RequestStatus, TaskStatus
from apps.careplan.models import Task, TaskRequest
from apps.careplan.reminding.tasks import task_day
from apps.careplan.reminding.words import full
from apps.careplan.services.task_planning import TASK_REQUEST, request_promise
from apps.circles.access import Access, open_for_member
from apps.circles.kinds import Section
from apps.core.errors import AskFirst, RuleError
from apps.reminders.subjects import Ask, Message, Promise, Question, link_is_over

TAKES_IT, CANNOT = "yes", "no"


class TaskRequestSubject:
    """To who is asked, as long as they are."""

    name = TASK_REQUEST
    is_visit = False
    section = Section.TASKS

    def author(self, ask: Ask) -> UUID | None:
        found = _find(ask)
        return found[1].author_id if found else None

    def skip_reason(self, ask: Ask) -> str | None:
        found = _find(ask)
        if found is None:
            return "no_access"
        access, request = found
        if request.task.status == TaskStatus.WITHDRAWN:
            return "cancelled"
        if request.task.moves != ask.occurrence:
            return "moved"
        waiting = selectors.waiting_request(access, request.task)
        return None if waiting and waiting.pk == request.pk else "not_wanted"

    def plans(self, access: Access, ids: Collection[UUID]) -> Iterable[Promise]:
        return map(request_promise, selectors.requests_of(access, ids))

    def message(self, ask: Ask) -> Message:
        _access, request = _expect(ask)
        if request.author is None:
            raise link_is_over()
        task, name = request.task, request.author.name
        line = _line(name, task)
        both_fine = _("Say yes or no. Both are fine.")
        return Message(
            subject=_("%(name)s asks for your help") % {"name": name},
            lines=(line, both_fine),
            full_lines=(full(task.title, line), both_fine),
            link=task.get_absolute_url(),
            link_label=_("See what it is"),
            answers=_answers(),
        )

    def question(self, ask: Ask) -> Question:
        access, request = _expect(ask)
        current = CANNOT if request.status == RequestStatus.REFUSED else None
        if selectors.is_held_by(access, request.task):
            current = TAKES_IT
        return Question(task_day(request.task), _answers(), current)

    def answer(self, ask: Ask, code: str) -> str:
        access, request = _expect(ask)
        try:
            if code == TAKES_IT:
                services.take_as_asked(access, request.pk)
                return _("Thank you. It is yours.")
            if code == CANNOT:
                services.decline_as_asked(access, request.pk)
                return _("That is fine. Thank you for saying so.")
        except AskFirst as against:
            words = _("%(against)s Then sign in and say so there.")
            raise RuleError(words % {"against": against.message}) from against
        except (PermissionDenied, Http404) as error:
            raise RuleError(_("Sign in to answer.")) from error
        raise link_is_over()


def _line(name: str, task: Task) -> str:
    """With its day, for it can be answered from where that is all one reads."""
    if task.when is None:
        return _("%(name)s asks whether you can take something on.") % {"name": name}
    values = {"name": name, "when": task_day(task)}
    return _("%(name)s asks whether you can take something on for %(when)s.") % values


def _answers() -> tuple[tuple[str, str], ...]:
    return (TAKES_IT, _("I’ll do it")), (CANNOT, _("I can’t"))


def _find(ask: Ask) -> tuple[Access, TaskRequest] | None:
    """What they were asked, whatever came of it; None when they may not know of the task any more."""
    access = open_for_member(ask.membership_id) if ask.membership_id else None
    if access is None:
        return None
    try:
        return access, selectors.asked_once(access, ask.subject_id)
    except Http404:
        return None


def _expect(ask: Ask) -> tuple[Access, TaskRequest]:
    found = _find(ask)
    if found is None:
        raise link_is_over()
    return found
