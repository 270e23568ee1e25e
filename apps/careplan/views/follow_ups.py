"""What a visit leads to: the forms that add a task or a date, begun with a line and linked back to it."""

from typing import Any

from django.utils.translation import gettext as _

from apps.careplan import selectors, services
from apps.careplan.forms import TaskAddForm
from apps.careplan.models import Appointment, Task
from apps.careplan.views.appointments import AppointmentAdd
from apps.careplan.views.tasks import TaskAdd
from apps.circles.access import Access
from apps.circles.forms import sharing_values
from apps.circles.kinds import Level, Section
from apps.circles.rules import Sharing


class TaskFrom(TaskAdd):
    """A task that is made of something else: the form begins with its words, and leads back to it."""

    def begin_with(self) -> dict[str, Any]:
        """The values of the fields; Http404 for what may not be seen."""
        raise NotImplementedError

    def form(self, data: Any = None) -> TaskAddForm:
        self.access.require(Section.PLAN, Level.TAKE_PART)  # what it is made of is changed too
        form = super().form(data)
        form.initial.update(self.begin_with())
        return form


class StepTask(TaskFrom):
    def begin_with(self) -> dict[str, Any]:
        return _of_step(self)

    def beside(self) -> dict[str, Any]:
        return _back_to_visit(self)

    def add(self, **wanted: Any) -> Task:
        return services.add_task_of_step(self.access, self.kwargs["pk"], **wanted)


class QuestionTask(TaskFrom):
    def begin_with(self) -> dict[str, Any]:
        question = selectors.question(self.access, self.kwargs["pk"])
        shared = _begun_with(self.access, services.question_sharing(question))
        return {"title": question.text[:160], "notes": question.answer, **shared}

    def beside(self) -> dict[str, Any]:
        question = selectors.question(self.access, self.kwargs["pk"])
        return {"came_from": question, "came_from_label": _("The question")}

    def add(self, **wanted: Any) -> Task:
        return services.add_task_of_question(self.access, self.kwargs["pk"], **wanted)


class StepDate(AppointmentAdd):
    """A date made of a next step; the kind that is chosen brings what fits it."""

    def begin_with(self) -> dict[str, Any]:
        return super().begin_with() | _of_step(self)

    def beside(self) -> dict[str, Any]:
        return _back_to_visit(self)

    def add(self, **wanted: Any) -> Appointment:
        return services.add_date_of_step(self.access, self.kwargs["pk"], **wanted)


def _of_step(view: StepTask | StepDate) -> dict[str, Any]:
    step = selectors.step(view.access, view.kwargs["pk"])
    return {"title": step.text, **_begun_with(view.access, step.appointment.sharing)}


def _begun_with(access: Access, sharing: Sharing) -> dict[str, Any]:
    """How it is shared to begin with: as what it is made of still is."""
    return sharing_values(sharing.as_of(access.today))


def _back_to_visit(view: StepTask | StepDate) -> dict[str, Any]:
    visit = selectors.step(view.access, view.kwargs["pk"]).appointment
    return {"came_from": visit, "came_from_label": visit.name}
