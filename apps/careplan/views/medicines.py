"""Medicines: the doses of the day, the list, one medicine with its form, and the list to show a doctor."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from apps.careplan import selectors, services
from apps.careplan.forms import MedicineAddForm, MedicineEditForm
from apps.careplan.models import Medicine
from apps.careplan.selectors import MedicineCard
from apps.careplan.views.edits import AddView, EditView
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.circles.selectors import sharing_offer
from apps.circles.views.base import CircleView
from apps.circles.views.step import CircleStep
from apps.core import clock


def listing(access: Access) -> dict[str, Any]:
    """What the list shows, on its own page and, on wide screens, beside a medicine."""
    found = selectors.medicine_list(access)
    counted = selectors.counted(access, [*found.current, *found.over])
    left = {pk: stock for pk, (_supply, stock) in counted.items()}
    return {
        "medicines": found,
        "rows": [(card, left.get(card.medicine.pk)) for card in found.current],
        "counted": counted,
    }


class MedicineList(CircleView):
    section = Section.MEDICINES
    tab = "plan"
    template = "careplan/medicine_list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        doses, yesterday, *earlier = selectors.doses_of_week(self.access)
        return self.page(
            doses=doses,
            yesterday=yesterday,
            earlier=[day for day in earlier if day.not_ticked],
            **listing(self.access),
        )


class MedicineDetail(CircleView):
    section = Section.MEDICINES
    tab = "plan"
    template = "careplan/medicine_detail.html"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        card = selectors.medicine_card(self.access, pk)
        key = request.GET.get("before", "")
        beside = listing(self.access)
        supply, stock = beside["counted"].get(pk, (None, None))
        page = selectors.ticks(self.access, card.medicine, key, size=30 if key else 10)
        return self.page(
            card=card,
            pauses=selectors.pauses(self.access, card.medicine),
            supply=supply,
            stock=stock,
            watches=selectors.watch_names(self.access, card.medicine),
            ticks=page.items,
            next_key=page.next_key,
            history=selectors.history_of(self.access, card.medicine),
            **beside,
        )


class MedicineSheet(CircleView):
    """A plain list to show to a doctor or to print."""

    section = Section.MEDICINES
    tab = "plan"
    template = "careplan/medicine_sheet.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(
            lines=selectors.medicine_sheet(self.access),
            today=clock.today(self.access.circle.time_zone),
        )


class MedicineAdd(AddView):
    section = Section.MEDICINES
    template = "careplan/medicine_add.html"

    def form(self, data: Any = None) -> MedicineAddForm:
        offer = sharing_offer(self.access, Medicine)
        return MedicineAddForm(data, home_zone=self.access.circle.time_zone, offer=offer)

    def save(self, form: MedicineAddForm) -> tuple[Any, str]:
        medicine = services.add_medicine(
            self.access, medicine_id=form.cleaned_data["once"], draft=form.draft
        )
        return medicine, _("It is on the list. Its doses are ticked on Today.")


class MedicineEdit(EditView):
    section = Section.MEDICINES
    template = "careplan/medicine_edit.html"

    def find(self, pk: UUID) -> MedicineCard:
        return selectors.medicine_card(self.access, pk)

    def form(self, thing: MedicineCard, data: Any = None) -> MedicineEditForm:
        return MedicineEditForm(
            data,
            home_zone=self.access.circle.time_zone,
            saved=selectors.draft_of_medicine(thing),
            offer=sharing_offer(self.access, Medicine, thing.medicine),
            shown_version=thing.medicine.version,
        )

    def stands(self, thing: MedicineCard) -> tuple[dict[str, Any], int]:
        return (
            self.form(thing).values_of(selectors.draft_of_medicine(thing)),
            thing.medicine.version,
        )

    def save(self, pk: UUID, form: MedicineEditForm) -> str:
        version, before = form.cleaned_data["version"], self.find(pk).course.rhythms
        card = services.edit_medicine(
            self.access, medicine_id=pk, version=version, draft=form.draft
        )
        *others, (from_on, _rhythm) = card.course.rhythms
        if card.course.rhythms != before and others and from_on > card.today:
            return _(
                "Saved. A dose of today is ticked already, so the new times hold from tomorrow."
            )
        return ""

    def after(self, pk: UUID) -> Any:
        return self.find(pk).medicine


class MedicineStep(CircleStep):
    """One press on a medicine, and back to its page."""

    section, write_level = Section.MEDICINES, Level.EDIT
    tab = "plan"

    def back(self, pk: UUID, **kwargs: UUID) -> str:
        return selectors.medicine_card(self.access, pk).medicine.get_absolute_url()


class MedicineWithdrawal(MedicineStep):
    def act(self, pk: UUID, **kwargs: UUID) -> str:
        services.withdraw_medicine(self.access, pk)
        return _("Taken off the list. What was ticked is kept.")


class MedicineRestoration(MedicineStep):
    def act(self, pk: UUID, **kwargs: UUID) -> str:
        services.restore_medicine(self.access, pk)
        return _("It is back on the list.")
