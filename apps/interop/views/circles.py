"""A circle's data: an archive of what one may see of it, and its end."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.accounts.fresh import FreshProof
from apps.accounts.requests import person
from apps.circles.kinds import Level, Section
from apps.circles.views.base import CircleView
from apps.circles.views.step import CircleStep
from apps.core.errors import RuleError
from apps.interop import selectors, services
from apps.interop.forms import ArchiveForm, CircleErasureForm


class DataPage(CircleView, is_base=True):
    """Also once the circle is closed, when nothing else can be changed any more."""

    section, write_level = Section.PEOPLE, Level.SEE
    tab = "circle"

    def may_open(self) -> bool:
        return selectors.may_take_out(self.access)

    def page(self, *args: Any, **context: Any) -> HttpResponse:
        return super().page(*args, may_erase=selectors.may_erase(self.access), **context)


class CircleData(DataPage, FreshProof):
    template = "interop/circle_data.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._archives(ArchiveForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ArchiveForm(request.POST)
        form.is_valid()
        once = form.cleaned_data["once"]
        try:
            services.ask_for_archive(person(request), archive_id=once, access=self.access)
        except RuleError as error:
            form.add_error(None, error.message)
            return self._archives(form, status=422)
        messages.success(request, _("It is being put together. We mail you when it is ready."))
        return redirect("circle_data", self.access.circle.pk)

    def _archives(self, form: ArchiveForm, status: int = 200) -> HttpResponse:
        archives = selectors.archives(person(self.request), self.access.circle.pk)
        return self.page(form=form, archives=archives, status=status)


class CircleErasure(DataPage, FreshProof):
    template = "interop/circle_erasure.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(form=CircleErasureForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CircleErasureForm(request.POST)
        if form.is_valid():
            try:
                services.ask_to_erase_circle(self.access)
                messages.success(request, _("The circle will be erased. Everyone in it is told."))
                return redirect("circle_erasure", self.access.circle.pk)
            except RuleError as error:
                form.add_error(None, error.message)
        return self.page(form=form, status=422)


class CircleErasureStop(DataPage, CircleStep):
    def act(self) -> str:
        services.keep_circle(self.access)
        return _("Good. The circle stays.")

    def back(self) -> str:
        return reverse("circle_data", args=[self.access.circle.pk])
