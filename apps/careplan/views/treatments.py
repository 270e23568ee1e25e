"""Lines of treatment: the timeline, one line, its form."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from apps.careplan import selectors, services
from apps.careplan.forms import TreatmentAddForm, TreatmentEditForm
from apps.careplan.models import Treatment
from apps.careplan.views.edits import AddView, EditView
from apps.circles.kinds import Level, Section
from apps.circles.selectors import sharing_offer
from apps.circles.views.base import CircleView
from apps.circles.views.step import CircleStep


class TreatmentList(CircleView):
    section = Section.PLAN
    tab = "plan"
    template = "careplan/treatment_list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(cards=selectors.treatments(self.access))


class TreatmentDetail(CircleView):
    section = Section.PLAN
    tab = "plan"
    template = "careplan/treatment_detail.html"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        card = selectors.treatment_card(self.access, pk)
        return self.page(card=card, history=selectors.history_of(self.access, card.treatment))


class TreatmentAdd(AddView):
    template = "careplan/treatment_add.html"

    def form(self, data: Any = None) -> TreatmentAddForm:
        return TreatmentAddForm(
            data,
            home_zone=self.access.circle.time_zone,
            medicines=selectors.linkable_medicines(self.access),
            offer=sharing_offer(self.access, Treatment),
        )

    def save(self, form: TreatmentAddForm) -> tuple[Any, str]:
        treatment = services.add_treatment(
            self.access, treatment_id=form.cleaned_data["once"], draft=form.draft
        )
        return treatment, _("It is on the timeline.")


class TreatmentEdit(EditView):
    template = "careplan/treatment_edit.html"

    def find(self, pk: UUID) -> Treatment:
        return selectors.treatment_card(self.access, pk).treatment

    def form(self, thing: Treatment, data: Any = None) -> TreatmentEditForm:
        return TreatmentEditForm(
            data,
            home_zone=self.access.circle.time_zone,
            medicines=selectors.linkable_medicines(self.access, thing.medicine_id),
            saved=selectors.draft_of_treatment(thing),
            offer=sharing_offer(self.access, Treatment, thing),
            shown_version=thing.version,
        )

    def stands(self, thing: Treatment) -> tuple[dict[str, Any], int]:
        values = self.form(thing).values_of(selectors.draft_of_treatment(thing))
        return values, thing.version

    def save(self, pk: UUID, form: TreatmentEditForm) -> str:
        services.edit_treatment(
            self.access, treatment_id=pk, version=form.cleaned_data["version"], draft=form.draft
        )
        return ""


class TreatmentStep(CircleStep):
    """One press on a line of treatment, and back to its page."""

    section, write_level = Section.PLAN, Level.EDIT
    tab = "plan"

    def back(self, pk: UUID) -> str:
        return selectors.treatment_card(self.access, pk).treatment.get_absolute_url()


class TreatmentWithdrawal(TreatmentStep):
    def act(self, pk: UUID) -> str:
        services.withdraw_treatment(self.access, pk)
        return _("Taken off the list.")


class TreatmentRestoration(TreatmentStep):
    def act(self, pk: UUID) -> str:
        services.restore_treatment(self.access, pk)
        return _("It is back on the list.")
