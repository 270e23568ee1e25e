"""How I want to be reminded, everywhere and in one circle; and what a circle does for whoever said nothing."""

from functools import cached_property

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from apps.accounts.devices import device_name
from apps.accounts.requests import person
from apps.circles.access import open_all_for_user
from apps.circles.kinds import Level, Section
from apps.circles.models import Membership
from apps.circles.selectors import current_members
from apps.circles.views.base import CircleView
from apps.core.errors import RuleError
from apps.core.responses import no_store
from apps.reminders import selectors, services
from apps.reminders.channels import push
from apps.reminders.forms import CircleDefaultsForm, MannerForm, OwnPlaceForm
from apps.reminders.kinds import Channel, Listening


@method_decorator(no_store, name="dispatch")
class Reminders(View):
    """The one page of a person: channels, hours, quiet hours, and how much may be said."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, self._form(request))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request)
        if not form.is_valid():
            return self._page(request, form, status=422)
        services.set_manner(person(request), form.manner)
        messages.success(request, _("Saved. What is still to come follows it."))
        return redirect("reminders")

    def _form(self, request: HttpRequest) -> MannerForm:
        user = person(request)
        return MannerForm(
            request.POST if request.method == "POST" else None,
            preference=selectors.preference(user),
            own=selectors.own_hours(user),
            ways=tuple(selectors.ways_to(user, has_devices=selectors.devices_of(user).exists())),
        )

    def _page(self, request: HttpRequest, form: MannerForm, status: int = 200) -> HttpResponse:
        circles = open_all_for_user(person(request))
        user = person(request)
        context = {
            "form": form,
            "accesses": circles,
            "closed": selectors.closed_ways(user),
            "push_key": push.public_key(settings.PUSH_KEY) if push.is_on() else "",
            "devices": [
                (row, device_name(row.session.user_agent)) for row in selectors.devices_of(user)
            ],
        }
        return render(request, "reminders/reminders.html", context, status=status)


class TryAgain(View):
    """A mailbox has room again, a phone is back: what was left alone is written to once more."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("reminders")

    def post(self, request: HttpRequest) -> HttpResponse:
        services.reach_again(person(request), request.POST.get("channel", ""))
        if request.POST.get("channel") != Channel.PUSH:  # that one is set up again on the device
            messages.success(request, _("The next message goes there again."))
        return redirect("reminders")


class OwnReminders(CircleView):
    """What I want to hear of in this circle, and what not."""

    own_place = True
    tab = "circle"
    template = "reminders/own.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(form=self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request)
        if not form.is_valid():
            return self.page(form=form, status=422)
        hears_all = form.cleaned_data["hears_all"]
        services.set_own_place(self.access, hears_all=hears_all, muted=form.muted)
        messages.success(request, _("Saved."))
        return redirect("reminders")

    def _form(self, request: HttpRequest | None = None) -> OwnPlaceForm:
        sees_people = self.access.can(Section.PEOPLE, Level.SEE)
        return OwnPlaceForm(
            request.POST if request else None,
            access=self.access,
            members=current_members(self.access) if sees_people else [],
            hears_all=self.access.membership.pk
            in selectors.listening(self.access, Listening.ASKED),
            muted=selectors.muted_in(self.access),
        )


class CircleDefaults(CircleView):
    """What holds for everyone here who has chosen nothing themselves."""

    section, read_level, write_level = Section.PEOPLE, Level.EDIT, Level.EDIT
    tab = "circle"
    template = "reminders/circle.html"

    @cached_property
    def members(self) -> list[Membership]:
        return current_members(self.access)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(
            form=self._form(),
            closed=selectors.closed_in(self.access, self.members),
            has_no_texts_left=bool(selectors.circles_without_texts({self.access.circle.pk})),
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request)
        if not form.is_valid():
            return self.page(form=form, status=422)
        try:
            services.set_circle_defaults(
                self.access, hours=form.hours, for_patient=form.cleaned_data["for_patient"]
            )
        except RuleError as error:
            form.add_error("for_patient", error.message)
            return self.page(form=form, status=422)
        messages.success(request, _("Saved. Whoever has chosen something else keeps it."))
        return redirect("circle_people", circle_id=self.access.circle.pk)

    def _form(self, request: HttpRequest | None = None) -> CircleDefaultsForm:
        return CircleDefaultsForm(
            request.POST if request else None,
            own=selectors.circle_hours(self.access),
            members=self.members,
            for_patient=selectors.listening(self.access, Listening.FOR_PATIENT),
        )
