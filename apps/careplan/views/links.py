"""Making a link to one task, to send with any messenger."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from apps.careplan import selectors, services
from apps.careplan.forms import TaskLinkForm
from apps.careplan.models import Task, TaskLink
from apps.careplan.views.task_steps import TaskStep
from apps.circles.kinds import Level, Section
from apps.circles.views.base import CircleView
from apps.core.errors import RuleError


class TaskLinkPage(CircleView):
    """For who wrote the task, and for who may edit what others wrote."""

    section, read_level, write_level = Section.TASKS, Level.TAKE_PART, Level.TAKE_PART
    tab = "plan"
    template = "careplan/task_link.html"

    def get(self, request: HttpRequest, task_id: UUID) -> HttpResponse:
        task = selectors.task_to_change(self.access, task_id)
        link = selectors.task_link(task)
        return self._page(TaskLinkForm(shows=link.shows if link else None), task, link)

    def post(self, request: HttpRequest, task_id: UUID) -> HttpResponse:
        task = selectors.task_to_change(self.access, task_id)
        form = TaskLinkForm(request.POST)
        if not form.is_valid():
            return self._page(form, task, selectors.task_link(task), status=422)
        try:
            services.offer_by_link(self.access, task_id, form.shows)
        except RuleError as error:
            form.add_error(None, error.message)
            return self._page(form, task, selectors.task_link(task), status=422)
        messages.success(request, _("Here is the link."))
        return redirect("task_link", self.access.circle.pk, task_id)

    def _page(
        self, form: TaskLinkForm, task: Task, link: TaskLink | None, status: int = 200
    ) -> HttpResponse:
        return self.page(
            form=form,
            task=task,
            link=link,
            address=services.address_of(link) if link else "",
            would_help=selectors.would_help(self.access),
            status=status,
        )


class TaskLinkEnd(TaskStep):
    def act(self, task_id: UUID) -> str:
        services.take_back_link(self.access, task_id)
        return _("The link no longer works.")
