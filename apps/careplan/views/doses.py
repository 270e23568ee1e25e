"""Doses: the day's list as a piece that refreshes itself, and the presses on it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.careplan import selectors, services
from apps.careplan.forms import TickForm
from apps.careplan.kinds import DoseState
from apps.circles.kinds import Level, Section
from apps.circles.views.base import CircleView
from apps.circles.views.step import CircleStep
from apps.core.errors import RuleError
from apps.core.forms import OnceField
from apps.core.steps import Said, wanted_piece

SAID = {
    DoseState.TAKEN: gettext_lazy("Ticked as taken."),
    DoseState.LATE: gettext_lazy("Ticked as taken late."),
    DoseState.SKIPPED: gettext_lazy("Ticked as skipped."),
}


class DosesToday(CircleView):
    """The card of the day: alone for htmx, which asks while the page is looked at and gets nothing where that
    shows it already; else its page."""

    section = Section.MEDICINES
    tab = "plan"
    template = "careplan/doses_today.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        doses = selectors.doses_of_today(self.access)
        if not wanted_piece(request, "doses"):
            return self.page(doses=doses)
        if request.GET.get("shown") == doses.mark:
            return HttpResponse(status=204)
        return self.page(template=f"{self.template}#doses", doses=doses)


class DoseStep(CircleStep):
    """One press on a dose. A plain post is led back; htmx gets the card of the day as it is now."""

    section, write_level = Section.MEDICINES, Level.TAKE_PART
    tab = "plan"
    template = "careplan/doses_today.html"

    def back(self, pk: UUID, **kwargs: UUID) -> str:
        selectors.medicine_card(self.access, pk)
        return reverse("doses_today", args=[self.access.circle.pk])

    def piece(self, said: Said, **kwargs: UUID) -> HttpResponse | None:
        if not wanted_piece(self.request, "doses"):
            return None
        doses = selectors.doses_of_today(self.access)
        return self.page(template=f"{self.template}#doses", doses=doses, said=said)


class DoseTick(DoseStep):
    def act(self, pk: UUID, **kwargs: UUID) -> str:
        form = TickForm(self.request.POST)
        selectors.medicine_card(self.access, pk)
        if not form.is_valid():
            raise RuleError(_("This dose could not be found. Look at the list again."))
        asked = form.cleaned_data
        state = DoseState(asked["state"])
        services.tick_dose(
            self.access, medicine_id=pk, day=asked["day"], slot=asked["slot"], state=state
        )
        return str(SAID[state])


class AsNeededTick(DoseStep):
    def act(self, pk: UUID, **kwargs: UUID) -> str:
        once = OnceField(required=False).clean(self.request.POST.get("once"))
        services.tick_as_needed(self.access, medicine_id=pk, dose_id=once)
        return _("Noted as taken now.")


class DoseUndo(DoseStep):
    def act(self, pk: UUID, **kwargs: UUID) -> str:
        services.undo_tick(self.access, medicine_id=pk, dose_id=kwargs["dose_id"])
        return _("It is not ticked any more.")
