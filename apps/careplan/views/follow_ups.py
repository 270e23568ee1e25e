"""What a visit leads to: the forms that add a task or a date, begun with a line and linked back to it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from apps.careplan import selectors, services
from apps.careplan.forms import TaskAddForm
from apps.careplan.models import Appointment, Task
from apps.careplan.views.appointments import AppointmentAdd
from apps.circles.kinds import Level, Section
from apps.circles.views.base import CircleView


class TaskFrom(CircleView):
    """A task that is made of something else: the form begins with its words."""

    section, read_level, write_level = Section.TASKS, Level.TAKE_PART, Level.TAKE_PART
    tab = "plan"
    template = "careplan/task_add.html"

    def begin_with(self, pk: UUID) -> dict[str, Any]:
        """The values of the fields; Http404 for what may not be seen."""
        raise NotImplementedError

    def link(self, pk: UUID, task: Task) -> None:
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        form = TaskAddForm(home_zone=self.access.circle.time_zone)
        form.initial.update(self.begin_with(pk))
        return self.page(form=form)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        self.begin_with(pk)
        form = TaskAddForm(request.POST, home_zone=self.access.circle.time_zone)
        if not form.is_valid():
            return self.page(form=form, status=422)
        task = services.add_task(self.access, task_id=form.cleaned_data["once"], draft=form.draft)
        self.link(pk, task)
        messages.success(request, _("It is on the list. Anyone who helps can take it on."))
        return redirect(task)


class StepTask(TaskFrom):
    def begin_with(self, pk: UUID) -> dict[str, Any]:
        return {"title": selectors.step(self.access, pk).text}

    def link(self, pk: UUID, task: Task) -> None:
        services.link_step(self.access, pk, task=task)


class QuestionTask(TaskFrom):
    def begin_with(self, pk: UUID) -> dict[str, Any]:
        question = selectors.question(self.access, pk)
        return {"title": question.text[:160], "notes": question.answer}

    def link(self, pk: UUID, task: Task) -> None:
        services.link_task_to_question(self.access, pk, task)


class StepDate(AppointmentAdd):
    """A date made of a next step."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:  # type: ignore[override]
        self.step = selectors.step(self.access, pk)
        return super().get(request)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:  # type: ignore[override]
        self.step = selectors.step(self.access, pk)
        return super().post(request)

    def begin_with(self) -> dict[str, Any]:
        return {"title": self.step.text}

    def added(self, appointment: Appointment) -> None:
        services.link_step(self.access, self.step.pk, booked=appointment)
