"""Around a medicine: pauses, what is left, who hears of it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.careplan import selectors, services
from apps.careplan.forms import MedicinePauseForm, SupplyForm, WatchForm
from apps.careplan.kinds import TaskStatus
from apps.careplan.models import Supply, Task
from apps.careplan.selectors import MedicineCard
from apps.careplan.views.edits import AddView, EditView
from apps.careplan.views.medicines import MedicineStep
from apps.circles.kinds import Level, Section
from apps.core import clock

ASKED = {
    TaskStatus.OPEN: gettext_lazy(
        "It is on the list of tasks. It does not name the medicine: more people see the tasks."
    ),
    TaskStatus.DONE: gettext_lazy(
        "It was picked up after the last count. Count what is there now, and you can ask again."
    ),
    TaskStatus.WITHDRAWN: gettext_lazy(
        "Somebody asked for it already, and it was taken off the list. You can bring it back here."
    ),
}


class PauseAdd(AddView):
    section = Section.MEDICINES
    template = "careplan/pause_add.html"

    def form(self, data: Any = None) -> MedicinePauseForm:
        return MedicinePauseForm(data, home_zone=self.access.circle.time_zone)

    def beside(self) -> dict[str, Any]:
        return {"card": selectors.medicine_card(self.access, self.kwargs["pk"])}

    def save(self, form: MedicinePauseForm) -> tuple[Any, str]:
        card = selectors.medicine_card(self.access, self.kwargs["pk"])
        services.add_pause(
            self.access,
            medicine_id=card.medicine.pk,
            pause_id=form.cleaned_data["once"],
            pause=form.pause,
            reason=form.cleaned_data["reason"],
        )
        return card.medicine, _("Noted. There are no doses while it is paused.")


class PauseEnd(MedicineStep):
    """The team says to go on: doses are back from today."""

    def act(self, pk: UUID, **kwargs: UUID) -> str:
        yesterday = clock.today(self.access.circle.time_zone) - timedelta(days=1)
        services.end_pause(
            self.access, medicine_id=pk, pause_id=kwargs["pause_id"], last_day=yesterday
        )
        return _("The pause has ended. Its doses are on the list again from today.")


class PauseRemoval(MedicineStep):
    def act(self, pk: UUID, **kwargs: UUID) -> str:
        services.remove_pause(self.access, medicine_id=pk, pause_id=kwargs["pause_id"])
        return _("The pause is removed.")


class SupplyCount(EditView):
    section = Section.MEDICINES
    template = "careplan/supply_count.html"

    def find(self, pk: UUID) -> MedicineCard:
        return selectors.medicine_card(self.access, pk)

    def form(self, thing: MedicineCard, data: Any = None) -> SupplyForm:
        row = self._supply(thing)
        saved = selectors.draft_of_supply(row) if row else None
        return SupplyForm(data, saved=saved, shown_version=row.version if row else 1)

    def stands(self, thing: MedicineCard) -> tuple[dict[str, Any], int]:
        row = self._supply(thing)
        assert row is not None  # noqa: S101  only what somebody saved can be outdated
        return self.form(thing).values_of(selectors.draft_of_supply(row)), row.version

    def save(self, pk: UUID, form: SupplyForm) -> str:
        services.count_supply(
            self.access, medicine_id=pk, version=form.cleaned_data["version"], draft=form.draft
        )
        return _("Noted. Each dose that is ticked is taken off.")

    def after(self, pk: UUID) -> Any:
        return self.find(pk).medicine

    def _supply(self, thing: MedicineCard) -> Supply | None:
        return selectors.supply(self.access, thing.medicine.pk)


class SupplyTask(MedicineStep):
    """One tap: a task for whoever can fetch more; once a count, so that it may have been asked for before."""

    write_level = Level.SEE

    task: Task | None = None

    def act(self, pk: UUID, **kwargs: UUID) -> str:
        self.task = services.ask_for_more(self.access, pk)
        return str(ASKED[TaskStatus(self.task.status)])

    def back(self, pk: UUID, **kwargs: UUID) -> str:
        return self.task.get_absolute_url() if self.task else super().back(pk, **kwargs)


class WatchEdit(EditView):
    """Who is reminded when it is time, and who hears when it is not ticked."""

    section = Section.MEDICINES
    template = "careplan/watch_edit.html"

    def find(self, pk: UUID) -> MedicineCard:
        return selectors.medicine_card(self.access, pk)

    def form(self, thing: MedicineCard, data: Any = None) -> WatchForm:
        return WatchForm(
            data,
            members=selectors.may_hear_of(self.access, thing.medicine),
            saved=selectors.draft_of_watches(self.access, thing.medicine),
            shown_version=thing.medicine.version,
        )

    def stands(self, thing: MedicineCard) -> tuple[dict[str, Any], int]:
        saved = selectors.draft_of_watches(self.access, thing.medicine)
        return self.form(thing).values_of(saved), thing.medicine.version

    def save(self, pk: UUID, form: WatchForm) -> str:
        services.set_watches(
            self.access, medicine_id=pk, version=form.cleaned_data["version"], draft=form.draft
        )
        return ""

    def after(self, pk: UUID) -> Any:
        return self.find(pk).medicine
