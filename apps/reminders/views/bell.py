"""The page under the bell, and the steps on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View

from apps.accounts.requests import person
from apps.circles.views.base import chrome, open_last_circle
from apps.core.responses import no_store
from apps.reminders import selectors, services


@method_decorator(no_store, name="dispatch")
class Bell(View):
    """All circles of one person together, newest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        opened = open_last_circle(request)
        around = chrome(*opened, tab="") if opened else {}
        context = around | {
            "days": services.bell_of(person(request)),
            "closed": selectors.closed_ways(person(request)),
            "has_unread": selectors.unread(person(request)) > 0,  # also what is not shown any more
            "layout": "layouts/circle.html" if opened else "layouts/public.html",
        }
        return render(request, "reminders/bell.html", context)


class BellItemOpen(View):
    """To the thing itself; on the way the item is marked as read."""

    def get(self, request: HttpRequest, reminder_id: int) -> HttpResponse:
        return redirect("bell")

    def post(self, request: HttpRequest, reminder_id: int) -> HttpResponse:
        return redirect(services.open_item(person(request), reminder_id) or "bell")


class BellAllRead(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("bell")

    def post(self, request: HttpRequest) -> HttpResponse:
        services.mark_all_read(person(request))
        return redirect("bell")
