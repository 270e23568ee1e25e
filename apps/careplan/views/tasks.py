"""Tasks: the board, one task with its form, and the small steps on it."""

from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.careplan import selectors, services
from apps.careplan.forms import TaskAddForm, TaskEditForm
from apps.careplan.kinds import TaskGroup, TaskKind
from apps.careplan.models import Task
from apps.careplan.views.steps import attempt, lead_back, wanted_piece
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.circles.views.base import CircleView
from apps.core.errors import RuleError, StaleError

Choice = TypeVar("Choice", bound=TextChoices)


def board(access: Access, said: str = "") -> dict[str, Any]:
    """What the board shows; ``said`` is what a fragment says was done."""
    return {"board": selectors.task_board(access), "said": said}


def _one_of(choices: type[Choice], name: str | None) -> Choice | None:
    """What an address names, if there is such a thing."""
    return choices(name) if name in choices.values else None


def detail(access: Access, task_id: UUID, said: str = "") -> dict[str, Any]:
    return {"card": selectors.task_card(access, task_id), **board(access, said)}


class TaskList(CircleView):
    """The board; with ``kind`` only help of that kind, with ``group`` one group page by page."""

    section = Section.TASKS
    tab = "plan"
    template = "careplan/task_list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        kind = _one_of(TaskKind, request.GET.get("kind"))
        group = _one_of(TaskGroup, request.GET.get("group"))
        if group is None:
            return self.page(board=selectors.task_board(self.access, kind))
        column = selectors.task_group(self.access, group, request.GET.get("after", ""), kind)
        return self.page(template="careplan/task_group.html", column=column, kind=kind)


class TaskDetail(CircleView):
    section = Section.TASKS
    tab = "plan"
    template = "careplan/task_detail.html"

    def get(self, request: HttpRequest, task_id: UUID) -> HttpResponse:
        return self.page(**detail(self.access, task_id))


class TaskAdd(CircleView):
    section, read_level, write_level = Section.TASKS, Level.TAKE_PART, Level.TAKE_PART
    tab = "plan"
    template = "careplan/task_add.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(form=TaskAddForm(home_zone=self.access.circle.time_zone))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = TaskAddForm(request.POST, home_zone=self.access.circle.time_zone)
        if not form.is_valid():
            return self.page(form=form, status=422)
        services.add_task(self.access, task_id=form.cleaned_data["once"], draft=form.draft)
        messages.success(request, _("It is on the list. Anyone who helps can take it on."))
        return redirect("task_list", circle_id=self.access.circle.pk)


class TaskEdit(CircleView):
    """For who wrote the task, and for who may edit what others wrote."""

    section, read_level, write_level = Section.TASKS, Level.TAKE_PART, Level.TAKE_PART
    tab = "plan"
    template = "careplan/task_edit.html"

    def get(self, request: HttpRequest, task_id: UUID) -> HttpResponse:
        task = selectors.task_to_change(self.access, task_id)
        return self._page(self._form(task), task)

    def post(self, request: HttpRequest, task_id: UUID) -> HttpResponse:
        task = selectors.task_to_change(self.access, task_id)
        form = self._form(task, request)
        if not form.is_valid():
            return self._page(form, task, status=422)
        version = form.cleaned_data["version"]
        try:
            services.edit_task(self.access, task_id=task_id, version=version, draft=form.draft)
        except StaleError as error:
            task = selectors.task(self.access, task_id)
            stands = form.values_of(selectors.draft_of_task(task))
            form.show_what_stands_now(stands, task.version)
            return self._page(form, task, status=409, stale=error.message)
        except RuleError as error:
            form.add_error(None, error.message)
            return self._page(form, task, status=422)
        messages.success(request, _("Saved."))
        return redirect(task)

    def _form(self, task: Task, request: HttpRequest | None = None) -> TaskEditForm:
        return TaskEditForm(
            request.POST if request else None,
            home_zone=self.access.circle.time_zone,
            saved=selectors.draft_of_task(task),
            shown_version=task.version,
        )

    def _page(
        self, form: TaskEditForm, task: Task, status: int = 200, stale: str = ""
    ) -> HttpResponse:
        return self.page(form=form, task=task, stale=stale, status=status)


class TaskStep(CircleView):
    """One press on a task, on the board or on its own page. As AppointmentStep."""

    section, write_level = Section.TASKS, Level.TAKE_PART
    tab = "plan"

    def act(self, task_id: UUID) -> str:
        """Do it, and return the sentence that says so."""
        raise NotImplementedError

    def get(self, request: HttpRequest, task_id: UUID) -> HttpResponse:
        return self.ask_again(selectors.task(self.access, task_id))

    def post(self, request: HttpRequest, task_id: UUID) -> HttpResponse:
        level, said = attempt(lambda: self.act(task_id))
        piece = wanted_piece(request, "tasks", "task")
        if piece == "tasks":
            return self.page(template="careplan/task_list.html#tasks", **board(self.access, said))
        if piece == "task":
            context = detail(self.access, task_id, said)
            return self.page(template="careplan/task_detail.html#task", **context)
        messages.add_message(request, level, said)
        url = reverse("task_detail", args=[self.access.circle.pk, task_id])
        return lead_back(request, url)


class TaskClaim(TaskStep):
    def act(self, task_id: UUID) -> str:
        services.claim_task(self.access, task_id)
        return _("Thank you. It is yours.")


class TaskRelease(TaskStep):
    def act(self, task_id: UUID) -> str:
        services.release_task(self.access, task_id)
        return _("It is free again. Somebody else can take it on.")


class TaskCompletion(TaskStep):
    def act(self, task_id: UUID) -> str:
        services.complete_task(self.access, task_id)
        return _("Done. Thank you.")


class TaskReopening(TaskStep):
    def act(self, task_id: UUID) -> str:
        services.reopen_task(self.access, task_id)
        return _("It is open again.")


class TaskWithdrawal(TaskStep):
    def act(self, task_id: UUID) -> str:
        services.withdraw_task(self.access, task_id)
        return _("Taken off the list.")


class TaskRestoration(TaskStep):
    def act(self, task_id: UUID) -> str:
        services.restore_task(self.access, task_id)
        return _("It is back on the list.")
