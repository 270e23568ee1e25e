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
from apps.careplan.views.seats import AppointmentStep
from apps.circles.kinds import Level, Section
from apps.circles.views.base import CircleView
from apps.core.errors import RuleError, StaleError
from apps.core.steps import attempt


class OutcomeEdit(CircleView):
    section, read_level, write_level = Section.PLAN, Level.TAKE_PART, Level.TAKE_PART
    tab = "plan"
    template = "careplan/outcome_edit.html"

    def get(self, request: HttpRequest, appointment_id: UUID) -> HttpResponse:
        appointment = selectors.appointment(self.access, appointment_id)
        return self._page(self._form(appointment), appointment)

    def post(self, request: HttpRequest, appointment_id: UUID) -> HttpResponse:
        appointment = selectors.appointment(self.access, appointment_id)
        form = self._form(appointment, request.POST)
        if not form.is_valid():
            return self._page(form, appointment, status=422)
        version = form.cleaned_data["version"]
        try:
            services.keep_outcome(
                self.access, appointment_id=appointment_id, version=version, draft=form.draft
            )
        except StaleError as error:
            outcome = selectors.outcome_of(self.access, appointment)
            form.show_what_stands_now(form.values_of(outcome), outcome.version)
            return self._page(form, appointment, status=409, stale=error.message)
        except RuleError as error:
            form.add_error(None, error.message)
            return self._page(form, appointment, status=422)
        messages.success(request, _("Kept. Thank you for writing it down."))
        return redirect(appointment)

    def _form(self, appointment: Appointment, data: Any = None) -> OutcomeForm:
        return OutcomeForm(data, outcome=selectors.outcome_of(self.access, appointment))

    def _page(
        self, form: OutcomeForm, appointment: Appointment, status: int = 200, stale: str = ""
    ) -> HttpResponse:
        outcome = selectors.outcome_of(self.access, appointment)
        history = selectors.history_of(self.access, outcome)
        return self.page(
            form=form, appointment=appointment, history=history, stale=stale, status=status
        )


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

        level, said = attempt(act)
        messages.add_message(request, level, said)
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
