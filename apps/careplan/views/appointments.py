"""Dates: the agenda, what is over, and one appointment with its form."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.careplan import selectors, services
from apps.careplan.forms import AppointmentAddForm, AppointmentEditForm
from apps.careplan.kinds import Status
from apps.careplan.models import Appointment
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.circles.selectors import sharing_offer
from apps.circles.views.base import CircleView
from apps.core import clock
from apps.core.errors import RuleError, StaleError

SAVED = gettext_lazy("Saved.")
SAVED_AND_MOVED = gettext_lazy("Saved. Whoever was told of the old time hears of the new one.")


def dates(access: Access, key: str = "") -> dict[str, Any]:
    """What the agenda shows, on its own page and beside an appointment."""
    page = selectors.upcoming_appointments(access, key)
    return {"months": selectors.agenda(access, page.items), "next_key": page.next_key}


def detail(access: Access, appointment_id: UUID, said: str = "") -> dict[str, Any]:
    """What the page of one appointment shows; ``said`` is what a fragment says was done."""
    card = selectors.appointment_card(access, appointment_id)
    replies = selectors.replies(access, card)
    return {"card": card, "replies": replies, "said": said, **dates(access)}


class Plan(CircleView):
    """The agenda. Who sees tasks but no dates is led to the tasks: the tab is called Plan for everyone."""

    sections = (Section.PLAN,)
    tab = "plan"
    template = "careplan/plan.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if not self.access.can(Section.PLAN, Level.SEE):
            self.access.require(Section.TASKS, Level.SEE)
            return redirect("task_list", circle_id=self.access.circle.pk)
        return self.page(**dates(self.access, request.GET.get("after", "")))


class PlanEarlier(CircleView):
    """What is over, kept as a record, or cancelled."""

    section = Section.PLAN
    tab = "plan"
    template = "careplan/plan_earlier.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        page = selectors.earlier_appointments(self.access, request.GET.get("before", ""))
        months = selectors.agenda(self.access, page.items)
        return self.page(months=months, next_key=page.next_key)


class AppointmentDetail(CircleView):
    section = Section.PLAN
    tab = "plan"
    template = "careplan/appointment_detail.html"

    def get(self, request: HttpRequest, appointment_id: UUID) -> HttpResponse:
        return self.page(**detail(self.access, appointment_id))


class AppointmentAdd(CircleView):
    section, read_level, write_level = Section.PLAN, Level.EDIT, Level.EDIT
    tab = "plan"
    template = "careplan/appointment_add.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(form=self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self.page(form=form, status=422)
        appointment = services.add_appointment(
            self.access, appointment_id=form.cleaned_data["once"], draft=form.draft
        )
        if appointment.status == Status.DONE:
            said = _("Kept as a record. Nobody is reminded of it.")
        elif appointment.is_ahead(clock.now()):
            said = _("It is in the plan. Whoever it concerns is reminded.")
        else:
            said = _("It is in the plan. It has begun already, so nobody is reminded of it.")
        messages.success(request, said)
        return redirect(appointment)

    def _form(self, data: Any = None) -> AppointmentAddForm:
        offer = sharing_offer(self.access, Appointment)
        return AppointmentAddForm(data, home_zone=self.access.circle.time_zone, offer=offer)


class AppointmentEdit(CircleView):
    section, read_level, write_level = Section.PLAN, Level.EDIT, Level.EDIT
    tab = "plan"
    template = "careplan/appointment_edit.html"

    def get(self, request: HttpRequest, appointment_id: UUID) -> HttpResponse:
        appointment = selectors.appointment(self.access, appointment_id)
        if appointment.is_cancelled:
            return redirect(appointment)
        return self._page(self._form(appointment), appointment)

    def post(self, request: HttpRequest, appointment_id: UUID) -> HttpResponse:
        appointment = selectors.appointment(self.access, appointment_id)
        form = self._form(appointment, request)
        if not form.is_valid():
            return self._page(form, appointment, status=422)
        version = form.cleaned_data["version"]
        try:
            edited = services.edit_appointment(
                self.access, appointment_id=appointment_id, version=version, draft=form.draft
            )
        except StaleError as error:
            return self._stale(form, appointment_id, error)
        except RuleError as error:
            form.add_error(None, error.message)
            return self._page(form, appointment, status=422)
        has_moved = edited.moves > appointment.moves
        is_news = any(row.is_ahead(clock.now()) for row in (appointment, edited))
        messages.success(request, SAVED_AND_MOVED if has_moved and is_news else SAVED)
        return redirect(appointment)

    def _stale(
        self, form: AppointmentEditForm, appointment_id: UUID, error: StaleError
    ) -> HttpResponse:
        """The form again, with what was typed, and beside it what somebody else saved meanwhile."""
        appointment = selectors.appointment(self.access, appointment_id)
        stands = form.values_of(selectors.draft_of_appointment(self.access, appointment))
        form.show_what_stands_now(stands, appointment.version)
        return self._page(form, appointment, status=409, stale=error.message)

    def _form(
        self, appointment: Appointment, request: HttpRequest | None = None
    ) -> AppointmentEditForm:
        return AppointmentEditForm(
            request.POST if request else None,
            home_zone=self.access.circle.time_zone,
            saved=selectors.draft_of_appointment(self.access, appointment),
            offer=sharing_offer(self.access, Appointment, appointment),
            shown_version=appointment.version,
        )

    def _page(
        self,
        form: AppointmentEditForm,
        appointment: Appointment,
        status: int = 200,
        stale: str = "",
    ) -> HttpResponse:
        return self.page(form=form, appointment=appointment, stale=stale, status=status)
