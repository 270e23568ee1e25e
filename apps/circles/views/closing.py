"""What the patient wishes for later, closing a circle, and opening it again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.accounts.fresh import FreshProof
from apps.circles import selectors, services
from apps.circles.forms import ClosingForm, WishesForm
from apps.circles.views.base import CircleView
from apps.circles.views.step import CircleStep


class Wishes(CircleView):
    """Hers alone: what stays readable, and who may close the circle."""

    own_place = True
    tab = "circle"
    template = "circles/wishes.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(form=self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request)
        if not form.is_valid():
            return self.page(form=form, status=422)
        kept = form.sections
        everything = set(kept) == set(selectors.SHOWN_SECTIONS)
        services.set_wishes(self.access, kept=None if everything else kept, closers=form.people)
        messages.success(request, _("Saved. You can change it at any time."))
        return redirect("circle_people", self.access.circle.pk)

    def may_open(self) -> bool:
        return self.access.is_patient

    def _form(self, request: HttpRequest | None = None) -> WishesForm:
        members = selectors.current_members(self.access)
        return WishesForm(
            request.POST if request else None,
            sections=selectors.SHOWN_SECTIONS,
            others=[member for member in members if not self.access.is_mine(member.pk)],
            kept=self.access.circle.kept,
        )


class CircleClosing(CircleView, FreshProof):
    own_place = True
    tab = "circle"
    template = "circles/closing.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(ClosingForm(is_patient=self.access.is_patient), 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ClosingForm(request.POST, is_patient=self.access.is_patient)
        if not form.is_valid():
            return self._page(form, 422)
        services.close_circle(self.access, form.why)
        return redirect("today", self.access.circle.pk)

    def may_open(self) -> bool:
        return selectors.may_close(self.access)

    def _page(self, form: ClosingForm, status: int) -> HttpResponse:
        reopens = selectors.may_reopen(self.access)
        return self.page(form=form, may_reopen=reopens, status=status)


class CircleReopening(CircleStep):
    own_place = True
    tab = "circle"

    def act(self) -> str:
        services.reopen_circle(self.access)
        return _("The circle is open again. Everything is as it was.")

    def back(self) -> str:
        return reverse("today", args=[self.access.circle.pk])
