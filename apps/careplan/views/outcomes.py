"""After a visit: what was said, whether it took place, and the next steps."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.careplan import selectors, services
from apps.careplan.forms import OutcomeForm, StepForm
from apps.careplan.kinds import Status
from apps.careplan.models import Appointment
from apps.careplan.views.edits import EditView
from apps.careplan.views.seats import AppointmentStep
from apps.circles.kinds import Level, Section
from apps.circles.views.base import CircleView
from apps.core.steps import attempt


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


class StepAdd(CircleView):
    """A line of what comes next, typed on the page of the visit."""

    section, write_level = Section.PLAN, Level.TAKE_PART
    tab = "plan"
    template = "careplan/step_add.html"

    def get(self, request: HttpRequest, appointment_id: UUID) -> HttpResponse:
        appointment = selectors.appointment(self.access, appointment_id)
        return self.page(form=StepForm(), appointment=appointment)

    def post(self, request: HttpRequest, appointment_id: UUID) -> HttpResponse:
        appointment = selectors.appointment(self.access, appointment_id)
        form = StepForm(request.POST)
        if not form.is_valid():
            return self.page(form=form, appointment=appointment, status=422)
        values = form.cleaned_data

        def act() -> str:
            services.add_step(
                self.access,
                step_id=values["once"],
                appointment_id=appointment_id,
                text=values["text"],
            )
            return _("Noted. Make it a task or a date below.")

        messages.add_message(request, *attempt(act))
        return redirect(appointment)


class StepRemoval(CircleView):
    section, write_level = Section.PLAN, Level.TAKE_PART
    tab = "plan"
    template = "careplan/step_add.html"

    def get(self, request: HttpRequest, step_id: UUID) -> HttpResponse:
        return self.ask_again(selectors.step(self.access, step_id).appointment)

    def post(self, request: HttpRequest, step_id: UUID) -> HttpResponse:
        appointment = selectors.step(self.access, step_id).appointment
        services.drop_step(self.access, step_id)
        return redirect(appointment)


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
