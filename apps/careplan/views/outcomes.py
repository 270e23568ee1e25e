"""After a visit: what was said, whether it took place, and the next steps."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.careplan import selectors, services
from apps.careplan.forms import OutcomeForm, StepForm
from apps.careplan.kinds import Status
from apps.careplan.models import Appointment
from apps.careplan.views.edits import AddView, EditView
from apps.careplan.views.seats import AppointmentStep
from apps.circles.kinds import Level, Section
from apps.circles.views.step import CircleStep


class OutcomeEdit(EditView):
    read_level, write_level = Level.TAKE_PART, Level.TAKE_PART
    template = "careplan/outcome_edit.html"
    key = "appointment_id"

    def find(self, pk: UUID) -> Appointment:
        return selectors.appointment(self.access, pk)

    def form(self, thing: Appointment, data: Any = None) -> OutcomeForm:
        return OutcomeForm(data, outcome=selectors.outcome_of(self.access, thing))

    def stands(self, thing: Appointment) -> tuple[dict[str, Any], int]:
        outcome = selectors.outcome_of(self.access, thing)
        return OutcomeForm.values_of(outcome), outcome.version

    def beside(self, thing: Appointment) -> dict[str, Any]:
        outcome = selectors.outcome_of(self.access, thing)
        return {"history": selectors.history_of(self.access, outcome)}

    def save(self, pk: UUID, form: OutcomeForm) -> str:
        version = form.cleaned_data["version"]
        services.keep_outcome(self.access, appointment_id=pk, version=version, draft=form.draft)
        return _("Kept. Thank you for writing it down.")


class StepAdd(AddView):
    """A line of what comes next, typed on the page of the visit."""

    read_level, write_level = Level.TAKE_PART, Level.TAKE_PART
    template = "careplan/step_add.html"

    def form(self, data: Any = None) -> StepForm:
        return StepForm(data)

    def beside(self) -> dict[str, Any]:
        return {"appointment": selectors.appointment(self.access, self.kwargs["appointment_id"])}

    def save(self, form: StepForm) -> tuple[Any, str]:
        values = form.cleaned_data
        step = services.add_step(
            self.access,
            step_id=values["once"],
            appointment_id=self.kwargs["appointment_id"],
            text=values["text"],
        )
        return step.appointment, _("Noted. Make it a task or a date below.")


class StepPress(CircleStep):
    """One press on a next step; it leads back to where it was pressed."""

    section, write_level = Section.PLAN, Level.TAKE_PART
    tab = "plan"

    def back(self, step_id: UUID) -> str:
        return selectors.step(self.access, step_id).appointment.get_absolute_url()


class StepRemoval(StepPress):
    def act(self, step_id: UUID) -> str:
        services.drop_step(self.access, step_id)
        return _("Crossed out. You can bring it back below.")


class StepRestoration(StepPress):
    def act(self, step_id: UUID) -> str:
        services.restore_step(self.access, step_id)
        return _("It is back.")


class QuestionsCarried(AppointmentStep):
    write_level = Level.EDIT

    def act(self, appointment_id: UUID, **kwargs: str) -> str:
        count = services.carry_questions(self.access, appointment_id)
        return ngettext(
            "%(count)s question goes along to the next visit.",
            "%(count)s questions go along to the next visit.",
            count,
        ) % {"count": count}


class AppointmentHappened(AppointmentStep):
    write_level = Level.EDIT

    def act(self, appointment_id: UUID, **kwargs: str) -> str:
        services.close_appointment(self.access, appointment_id, Status.DONE)
        return _("Noted that it took place.")


class AppointmentMissed(AppointmentStep):
    write_level = Level.EDIT

    def act(self, appointment_id: UUID, **kwargs: str) -> str:
        services.close_appointment(self.access, appointment_id, Status.MISSED)
        return _("Noted. That happens. You can book it again whenever it suits.")
