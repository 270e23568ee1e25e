"""Who may act for the patient when she cannot: naming, asking, confirming, and saying no."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.accounts.fresh import FreshProof
from apps.circles import selectors, services
from apps.circles.forms import StandInForm
from apps.circles.views.base import CircleView
from apps.circles.views.step import CircleStep
from apps.core import clock
from apps.core.errors import RuleError


class StandIn(CircleView):
    """Whom the patient named, and how far it has come."""

    own_place = True
    tab = "circle"
    template = "circles/stand_in.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        named = selectors.stand_in(self.access)
        return self.page(named=named, has_begun=named is not None and named.has_begun(clock.now()))


class StandInNaming(CircleView, FreshProof):
    """The patient names two people."""

    own_place = True
    tab = "circle"
    template = "circles/stand_in_naming.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(form=self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request)
        if form.is_valid():
            try:
                self._name(form)
                messages.success(request, _("Saved. Both are told that you named them."))
                return redirect("stand_in", self.access.circle.pk)
            except RuleError as error:
                form.add_error(None, error.message)
        return self.page(form=form, status=422)

    def _name(self, form: StandInForm) -> None:
        services.name_stand_in(
            self.access,
            person_id=UUID(form.cleaned_data["person"]),
            second_id=UUID(form.cleaned_data["second"]),
            days=form.cleaned_data["days"],
        )

    def may_open(self) -> bool:
        return self.access.is_patient

    def _form(self, request: HttpRequest | None = None) -> StandInForm:
        members = selectors.current_members(self.access)
        others = [member for member in members if not self.access.is_mine(member.pk)]
        return StandInForm(request.POST if request else None, others=others)


class StandInStep(CircleStep):
    """One press towards it, or away from it."""

    own_place = True
    tab = "circle"

    def back(self) -> str:
        return reverse("stand_in", args=[self.access.circle.pk])


class StandInRequest(StandInStep, FreshProof):
    def act(self) -> str:
        services.ask_to_stand_in(self.access)
        said = _("Asked. The second person has to agree, and %(name)s is told.")
        return said % {"name": self.access.circle.patient_name}


class StandInConfirmation(StandInStep, FreshProof):
    def act(self) -> str:
        services.confirm_stand_in(self.access)
        said = _("Noted. %(name)s is told and can say no until it begins.")
        return said % {"name": self.access.circle.patient_name}


class StandInRefusal(StandInStep):
    def act(self) -> str:
        services.say_no(self.access)
        return _("Good. Nobody acts for somebody else.")


class StandInWithdrawal(StandInStep):
    def act(self) -> str:
        services.withdraw_stand_in(self.access)
        return _("Nobody is named any more.")
