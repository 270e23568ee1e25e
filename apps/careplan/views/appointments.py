"""One appointment: its page, and the forms that add and change it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from apps.careplan import selectors, services, wording
from apps.careplan.forms import (
    AppointmentAddForm,
    AppointmentEditForm,
    AppointmentForm,
    kind_values,
)
from apps.careplan.kinds import AppointmentKind, Status
from apps.careplan.models import Appointment
from apps.careplan.rules import Repeat, When
from apps.careplan.selectors import AppointmentCard
from apps.careplan.views.agenda import dates
from apps.careplan.views.edits import AddView, EditView
from apps.circles.access import Access
from apps.circles.kinds import Section
from apps.circles.selectors import sharing_offer
from apps.circles.views.base import CircleView
from apps.core import clock
from apps.core.days import day_words
from apps.core.steps import wanted_piece


def detail(access: Access, appointment_id: UUID) -> dict[str, Any]:
    """What the page of one appointment shows."""
    row = selectors.appointment(access, appointment_id)
    card, ahead = selectors.beside_the_dates(access, row)
    questions = selectors.questions_of(access, card.appointment)
    is_off = card.appointment.is_cancelled and card.appointment.series_id
    together = selectors.cancelled_with(access, appointment_id) if is_off else []
    return {
        "card": card,
        "questions": questions,
        "unanswered": any(not item.question.is_answered for item in questions),
        **after_the_visit(access, card),
        "history": selectors.history_of(access, card.appointment),
        "off_together": len(together),
        **dates(access, ahead),
    }


def after_the_visit(access: Access, card: AppointmentCard) -> dict[str, Any]:
    """What was said and what comes next, from its start on."""
    if card.appointment.starts_at > clock.now():
        return {"outcome": None, "steps": []}
    return {
        "outcome": selectors.outcome_of(access, card.appointment),
        "steps": selectors.steps_of(access, card.appointment),
    }


def asks_about_overlap(access: Access, form: AppointmentForm, itself: UUID | None) -> bool:
    """Whether the form has to come back because another plan of the reader's stands there already: none of
    ``itself``, the appointment or the series that the form is of."""
    whens = form.cleaned_data.get("whens") or [form.draft.when]
    rows = selectors.overlapping(access, whens, but=itself)
    return form.ask_about_overlap([wording.named_words(row.name, row.when) for row in rows])


class AppointmentDetail(CircleView):
    section = Section.PLAN
    tab = "plan"
    template = "careplan/appointment_detail.html"

    def get(self, request: HttpRequest, appointment_id: UUID) -> HttpResponse:
        return self.page(**detail(self.access, appointment_id))


class AppointmentAdd(AddView):
    template = "careplan/appointment_add.html"

    def get(self, request: HttpRequest, **named: Any) -> HttpResponse:
        if wanted_piece(request, "by-kind"):
            return self.page(form=self.form(), template="careplan/_appointment_fields.html#by_kind")
        return super().get(request, **named)

    def form(self, data: Any = None) -> AppointmentAddForm:
        return AppointmentAddForm(
            data,
            home_zone=self.access.circle.time_zone,
            offer=sharing_offer(self.access, Appointment),
            begin_with=self.begin_with(),
        )

    def is_ready(self, form: AppointmentAddForm) -> bool:
        if not form.is_valid():
            return False
        itself = form.cleaned_data["once"]  # there already after a double tap
        return not asks_about_overlap(self.access, form, itself)

    def save(self, form: AppointmentAddForm) -> tuple[Any, str]:
        whens, repeat = form.cleaned_data["whens"], form.repeat
        added = self.add(
            once=form.cleaned_data["once"], draft=form.draft, repeat=repeat, whens=whens
        )
        return added, _series_words(whens, repeat) if repeat else _added_words(added)

    def add(self, **wanted: Any) -> Appointment:
        """Write what is wanted, one or a series."""
        return services.add_appointments(self.access, **wanted)

    def begin_with(self) -> dict[str, Any]:
        """What the address names: a kind, an appointment to book again at another time, or both."""
        kind, again = self.request.GET.get("kind", ""), self.request.GET.get("again", "")
        chosen = kind_values(AppointmentKind(kind)) if kind in AppointmentKind.values else {}
        if not again:
            return chosen
        saved = selectors.appointment_to_repeat(self.access, again)
        no_time = {"date": None, "time": None, "ends": None}
        return AppointmentForm.values_of(saved) | no_time | chosen


def _added_words(added: Appointment) -> str:
    if added.status == Status.DONE:
        return _("Kept as a record. Nobody is reminded of it.")
    if added.is_ahead(clock.now()):
        return _("It is in the plan. Whoever it concerns is reminded.")
    return _("It is in the plan. It has begun already, so nobody is reminded of it.")


def _series_words(whens: Sequence[When], repeat: Repeat) -> str:
    said = _("%(times)s dates are in the plan, the last on %(day)s.") % {
        "times": len(whens),
        "day": day_words(whens[-1].day),
    }
    return said + wording.shortened_words(whens[0].day, repeat)


class AppointmentEdit(EditView):
    template = "careplan/appointment_edit.html"
    key = "appointment_id"

    def get(self, request: HttpRequest, **named: Any) -> HttpResponse:
        appointment = self.find(named[self.key])
        return redirect(appointment) if appointment.is_cancelled else super().get(request, **named)

    def find(self, pk: UUID) -> Appointment:
        return selectors.appointment(self.access, pk)

    def form(self, thing: Appointment, data: Any = None) -> AppointmentEditForm:
        return AppointmentEditForm(
            data,
            home_zone=self.access.circle.time_zone,
            saved=selectors.draft_of_appointment(self.access, thing),
            offer=sharing_offer(self.access, Appointment, thing),
            shown_version=thing.version,
            in_series=thing.series_id is not None,
        )

    def stands(self, thing: Appointment) -> tuple[dict[str, Any], int]:
        saved = selectors.draft_of_appointment(self.access, thing)
        return AppointmentForm.values_of(saved), thing.version

    def is_ready(self, form: AppointmentEditForm, thing: Appointment) -> bool:
        if not form.is_valid():
            return False
        if form.draft.when == thing.when:
            return True
        itself = thing.series_id if form.is_for_later_ones else thing.pk
        return not asks_about_overlap(self.access, form, itself)

    def save(self, pk: UUID, form: AppointmentEditForm) -> str:
        before, later = self.find(pk), form.is_for_later_ones
        edit = services.edit_later_appointments if later else services.edit_appointment
        version = form.cleaned_data["version"]
        edited = edit(self.access, appointment_id=pk, version=version, draft=form.draft)
        is_news = any(row.is_ahead(clock.now()) for row in (before, edited))
        if edited.moves == before.moves or not is_news:
            return ""
        return _("Saved. Whoever was told of the old time hears of the new one.")
