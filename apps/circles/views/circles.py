"""Choosing a circle, and starting one."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from apps.accounts.requests import person
from apps.circles import services
from apps.circles.access import open_all_for_user
from apps.circles.forms import CircleForm


class CircleList(View):
    """All circles of one person; nobody else's."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"accesses": open_all_for_user(person(request))}
        return render(request, "circles/circle_list.html", context)


class CircleAdd(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, CircleForm(), 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CircleForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, 422)
        if not ratelimit.consume(request, action="start_circle"):
            form.add_error(None, _("That was a lot of circles for one day. Go on tomorrow."))
            return self._page(request, form, 429)
        user = person(request)
        for_self = form.cleaned_data["who"] == "self"
        access = services.start_circle(
            user,
            circle_id=form.cleaned_data["once"],
            patient_name=form.cleaned_data["patient_name"] or user.name,
            country=form.cleaned_data["country"],
            for_self=for_self,
            relationship="" if for_self else form.cleaned_data["relationship"],
            behalf=None if for_self else form.behalf,
        )
        messages.success(request, _("The circle is ready. Invite someone, or add the next visit."))
        return redirect("today", circle_id=access.circle.pk)

    def _page(self, request: HttpRequest, form: CircleForm, status: int) -> HttpResponse:
        return render(request, "circles/circle_add.html", {"form": form}, status=status)
