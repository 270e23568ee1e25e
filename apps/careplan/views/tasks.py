"""Tasks: the board, one task, and the forms that add and change one."""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.careplan import selectors, services, wording
from apps.careplan.forms import TaskAddForm, TaskEditForm
from apps.careplan.kinds import TaskGroup, TaskKind
from apps.careplan.models import Task
from apps.careplan.rules import Concern
from apps.careplan.views.edits import AddView, EditView
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.circles.selectors import sharing_offer
from apps.circles.views.base import CircleView

Choice = TypeVar("Choice", bound=TextChoices)


def board(access: Access, kind_name: str | None = None) -> dict[str, Any]:
    """What the board shows: all help, or that of the kind an address or a form names."""
    kind = _one_of(TaskKind, kind_name)
    return {
        "board": selectors.task_board(access, kind),
        "kinds": selectors.open_kinds(access),
        "asked": selectors.asked_of_me(access),
    }


def _one_of(choices: type[Choice], name: str | None) -> Choice | None:
    """What an address names, if there is such a thing."""
    return choices(name) if name in choices.values else None


def detail(access: Access, task_id: UUID, ask: str = "") -> dict[str, Any]:
    """What the page of one task shows. ``ask`` is what they are asked about before they take it, if anything:
    "one" or "all" of a series."""
    card = selectors.task_card(access, task_id)
    request = selectors.waiting_request(access, card.task) if card.is_open else None
    is_asked = request is not None and access.is_mine(request.asked_id)
    may_take = card.may_claim or is_asked
    minds = may_take or (card.is_mine and card.task.takes_overlap)
    against = selectors.concerns_of(access, card.task) if minds else ()
    if ask == "one" and may_take and not against:
        against = (Concern.OVERLAP,)
    return {
        "card": card,
        "request": request,
        "is_asked": is_asked,
        "may_stop_asking": request is not None and selectors.may_stop_asking(access, request),
        "against": services.against_words(against) if against else "",
        "asks_now": bool(ask),
        "asks_all": ask == "all",
        "is_beside": card.is_mine and card.is_open and Concern.OVERLAP in against,
        "series": selectors.series_card(access, card.task),
        "thanked_by": selectors.thanked_by(access, card.task) if card.is_done else [],
        "board": selectors.task_board(access),
        "history": selectors.history_of(access, card.task),
    }


class TaskList(CircleView):
    """The board; with ``kind`` only help of that kind, with ``group`` one group page by page."""

    section = Section.TASKS
    tab = "plan"
    template = "careplan/task_list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        group = _one_of(TaskGroup, request.GET.get("group"))
        if group is None:
            return self.page(**board(self.access, request.GET.get("kind")))
        kind = _one_of(TaskKind, request.GET.get("kind"))
        column = selectors.task_group(self.access, group, request.GET.get("after", ""), kind)
        return self.page(template="careplan/task_group.html", column=column, kind=kind)


class TaskDetail(CircleView):
    section = Section.TASKS
    tab = "plan"
    template = "careplan/task_detail.html"

    def get(self, request: HttpRequest, task_id: UUID) -> HttpResponse:
        return self.page(**detail(self.access, task_id, ask=request.GET.get("ask", "")))


class TaskAdd(AddView):
    section, read_level, write_level = Section.TASKS, Level.TAKE_PART, Level.TAKE_PART
    template = "careplan/task_add.html"

    def form(self, data: Any = None) -> TaskAddForm:
        offer = sharing_offer(self.access, Task)
        return TaskAddForm(data, home_zone=self.access.circle.time_zone, offer=offer)

    def save(self, form: TaskAddForm) -> tuple[Any, str]:
        where = self.add(once=form.cleaned_data["once"], draft=form.draft, repeat=form.repeat)
        if form.repeat is None:
            return where, _("It is on the list. Anyone who helps can take it on.")
        said = _("They are on the list. Anyone who helps can take one, or all of them.")
        return where, said + wording.shortened_words(form.cleaned_data["due_on"], form.repeat)

    def add(self, **wanted: Any) -> Any:
        """Write what is wanted, one or a series; where one is led then."""
        services.add_tasks(self.access, **wanted)
        return reverse("task_list", args=[self.access.circle.pk])


class TaskEdit(EditView):
    """For who wrote the task, and for who may edit what others wrote."""

    section, read_level, write_level = Section.TASKS, Level.TAKE_PART, Level.TAKE_PART
    template = "careplan/task_edit.html"
    key = "task_id"

    def find(self, pk: UUID) -> Task:
        return selectors.task_to_change(self.access, pk)

    def form(self, thing: Task, data: Any = None) -> TaskEditForm:
        return TaskEditForm(
            data,
            home_zone=self.access.circle.time_zone,
            saved=selectors.draft_of_task(thing),
            offer=sharing_offer(self.access, Task, thing),
            shown_version=thing.version,
            in_series=thing.series_id is not None,
        )

    def stands(self, thing: Task) -> tuple[dict[str, Any], int]:
        return self.form(thing).values_of(selectors.draft_of_task(thing)), thing.version

    def save(self, pk: UUID, form: TaskEditForm) -> str:
        save = services.edit_series if form.with_later else services.edit_task
        save(self.access, task_id=pk, version=form.cleaned_data["version"], draft=form.draft)
        return ""
