"""Asking one person to take a task, and their answer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from apps.careplan import selectors, services
from apps.careplan.forms import TaskRequestForm
from apps.careplan.views.task_steps import TaskStep
from apps.circles.kinds import Level, Section
from apps.circles.views.base import CircleView
from apps.core.errors import RuleError


class TaskRequestPage(CircleView):
    """Whom to ask. Only who could: the others are not asked."""

    section, read_level, write_level = Section.TASKS, Level.TAKE_PART, Level.TAKE_PART
    tab = "plan"
    template = "careplan/task_request.html"

    def get(self, request: HttpRequest, task_id: UUID) -> HttpResponse:
        task = selectors.task(self.access, task_id)
        form = TaskRequestForm(members=selectors.could_be_asked(self.access, task))
        return self.page(task=task, form=form)

    def post(self, request: HttpRequest, task_id: UUID) -> HttpResponse:
        task = selectors.task(self.access, task_id)
        members = selectors.could_be_asked(self.access, task)
        form = TaskRequestForm(request.POST, members=members)
        if not form.is_valid():
            return self.page(task=task, form=form, status=422)
        try:
            asked = services.ask_for_task(self.access, task_id, form.cleaned_data["asked"])
        except RuleError as error:
            form.add_error(None, error.message)
            return self.page(task=task, form=form, status=422)
        name = asked.asked.name
        messages.success(request, _("%(name)s is asked and sees it here.") % {"name": name})
        return redirect(task)


class TaskRequestWithdrawal(TaskStep):
    def act(self, task_id: UUID) -> str:
        services.stop_asking(self.access, task_id)
        return _("Nobody is asked any more.")


class TaskRequestAcceptance(TaskStep):
    def act(self, task_id: UUID) -> str:
        services.say_yes(self.access, task_id, knowingly=self.knowingly)
        return _("Thank you. It is yours.")


class TaskRequestRefusal(TaskStep):
    def act(self, task_id: UUID) -> str:
        services.say_no(self.access, task_id)
        return _("That is fine. It stays as it was.")
