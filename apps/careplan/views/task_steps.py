"""The small steps on a task: take it, give it back, done, off the list, thank you."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.careplan import selectors, services
from apps.careplan.views.tasks import board, detail
from apps.circles.kinds import Level, Section
from apps.circles.views.step import CircleStep
from apps.core.errors import AskFirst
from apps.core.steps import Said, wanted_piece


class TaskStep(CircleStep):
    """One press on a task, on the board or on its own page. As AppointmentStep."""

    section, write_level = Section.TASKS, Level.TAKE_PART
    tab = "plan"
    ask = "one"  # what the task's page asks about when something speaks against the step

    @property
    def knowingly(self) -> bool:
        """Whether they were told what speaks against it."""
        return "knowingly" in self.request.POST

    @property
    def with_later(self) -> bool:
        """Whether the later ones of a series are meant as well."""
        return "later" in self.request.POST

    def back(self, task_id: UUID) -> str:
        return selectors.task(self.access, task_id).get_absolute_url()

    def piece(self, said: Said, task_id: UUID) -> HttpResponse | None:
        match wanted_piece(self.request, "tasks", "task"):
            case "tasks":
                context = board(self.access, self.request.POST.get("kind"))
                return self.page(template="careplan/task_list.html#tasks", said=said, **context)
            case "task":
                context = detail(self.access, task_id)
                return self.page(template="careplan/task_detail.html#task", said=said, **context)
        return None

    def post(self, request: HttpRequest, **ids: Any) -> HttpResponse:
        try:
            return super().post(request, **ids)
        except AskFirst:
            return redirect(f"{self.back(**ids)}?ask={self.ask}")


class TaskClaim(TaskStep):
    def act(self, task_id: UUID) -> str:
        services.claim_task(self.access, task_id, knowingly=self.knowingly)
        return _("Thank you. It is yours.")


class TaskSeriesClaim(TaskStep):
    ask = "all"

    def act(self, task_id: UUID) -> str:
        count = services.claim_series(self.access, task_id, knowingly=self.knowingly)
        return ngettext(
            "Thank you. %(count)s is yours.", "Thank you. All %(count)s are yours.", count
        ) % {"count": count}


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
        if self.with_later:
            services.withdraw_series(self.access, task_id)
            return _("This one and the later ones are off the list.")
        services.withdraw_task(self.access, task_id)
        return _("Taken off the list.")


class TaskRestoration(TaskStep):
    def act(self, task_id: UUID) -> str:
        if self.with_later and (count := services.restore_series(self.access, task_id)):
            return _("All %(count)s are back on the list.") % {"count": count}
        services.restore_task(self.access, task_id)
        return _("It is back on the list.")


class TaskThanking(TaskStep):
    """The patient may thank without any other part in the tasks; the service asks for the level."""

    write_level = Level.SEE

    def act(self, task_id: UUID) -> str:
        services.thank_for_task(self.access, task_id)
        return _("Your thanks stand on the task.")
