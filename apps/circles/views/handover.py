"""Handing the planning over, and answering who is asked to take it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.accounts.fresh import FreshProof
from apps.circles import selectors, services
from apps.circles.forms import HandoverForm
from apps.circles.kinds import Role
from apps.circles.views.base import CircleView
from apps.circles.views.step import CircleStep
from apps.core.errors import RuleError


class Handover(CircleView):
    """Where it stands: whom somebody asks, and the answers that are this reader's to give."""

    own_place = True
    tab = "circle"
    template = "circles/handover.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(handover=selectors.open_handover(self.access))


class HandoverOffer(CircleView, FreshProof):
    """Whom to ask."""

    own_place = True
    tab = "circle"
    template = "circles/handover_offer.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(form=self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request)
        if form.is_valid():
            try:
                services.offer_handover(self.access, UUID(form.cleaned_data["taker"]))
                messages.success(request, _("Asked. It holds once they say yes."))
                return redirect("handover", self.access.circle.pk)
            except RuleError as error:
                form.add_error(None, error.message)
        return self.page(form=form, status=422)

    def may_open(self) -> bool:
        return self.access.membership.role == Role.COORDINATOR

    def _form(self, request: HttpRequest | None = None) -> HandoverForm:
        return HandoverForm(request.POST if request else None, takers=selectors.takers(self.access))


class HandoverStep(CircleStep):
    """One press on a handover that is on its way."""

    own_place = True
    tab = "circle"

    def back(self) -> str:
        return reverse("handover", args=[self.access.circle.pk])


class HandoverAcceptance(HandoverStep, FreshProof):
    def act(self) -> str:
        services.accept_handover(self.access)
        return _("Thank you. You coordinate this circle now.")


class HandoverRefusal(HandoverStep):
    def act(self) -> str:
        services.drop_handover(self.access)
        return _("Good. It stays as it was.")
