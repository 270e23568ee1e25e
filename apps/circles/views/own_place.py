"""My place in this circle: what I may do, my own side, and leaving. Open to every member."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from apps.circles import selectors
from apps.circles.forms import FreeTimeChoice, FreeTimeForm, LimitsForm, OwnNotesForm
from apps.circles.services import leaving, own_side
from apps.circles.views.base import CircleView
from apps.core.errors import RuleError, StaleError


class OwnPlace(CircleView):
    own_place = True
    tab = "circle"
    template = "circles/own_place.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(
            place=selectors.own_place(self.access),
            limits=selectors.own_limits(self.access),
            free_times=selectors.own_free_times(self.access),
        )


class OwnNotesPage(CircleView):
    """Notes that nobody else reads, the patient included."""

    own_place = True
    tab = "circle"
    template = "circles/own_notes.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(form=OwnNotesForm(notes=selectors.own_notes(self.access)))

    def post(self, request: HttpRequest) -> HttpResponse:
        notes = selectors.own_notes(self.access)
        form = OwnNotesForm(request.POST, notes=notes)
        if not form.is_valid():
            return self.page(form=form, status=422)
        values = form.cleaned_data
        try:
            own_side.save_own_notes(self.access, text=values["text"], version=values["version"])
        except StaleError as error:
            form.show_what_stands_now({"text": notes.text}, notes.version)
            return self.page(form=form, stale=error.message, status=409)
        messages.success(request, _("Saved. Only you can read it."))
        return redirect("own_place", self.access.circle.pk)


class OwnLimits(CircleView):
    own_place = True
    tab = "circle"
    template = "circles/own_limits.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(form=self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request)
        if not form.is_valid():
            return self.page(form=form, status=422)
        own_side.save_own_limits(self.access, form.draft)
        messages.success(request, _("Saved."))
        return redirect("own_place", self.access.circle.pk)

    def _form(self, request: HttpRequest | None = None) -> LimitsForm:
        return LimitsForm(
            request.POST if request else None,
            limits=selectors.own_limits(self.access),
            patient_name=self.access.circle.patient_name,
        )


class OwnTimes(CircleView):
    """The times of a week at which I can."""

    own_place = True
    tab = "circle"
    template = "circles/own_times.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(FreeTimeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = FreeTimeForm(request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        try:
            own_side.add_free_time(
                self.access, free_time_id=form.cleaned_data["once"], window=form.window
            )
        except RuleError as error:
            form.add_error(None, error.message)
            return self._page(form, status=422)
        messages.success(request, _("Added."))
        return redirect("own_times", self.access.circle.pk)

    def _page(self, form: FreeTimeForm, status: int = 200) -> HttpResponse:
        free_times = selectors.own_free_times(self.access)
        return self.page(form=form, free_times=free_times, status=status)


class OwnTimeRemoval(CircleView):
    """POST takes away the time of mine that the form names."""

    own_place = True
    tab = "circle"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.ask_again("own_times", self.access.circle.pk)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = FreeTimeChoice(request.POST)
        if form.is_valid():
            own_side.remove_free_time(self.access, form.cleaned_data["time"])
            messages.success(request, _("Taken away."))
        return redirect("own_times", self.access.circle.pk)


class Leaving(CircleView):
    """What stays and what goes; POST leaves. It cannot be undone, so it takes this page to press it on."""

    own_place = True
    tab = "circle"
    template = "circles/leaving.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page()

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            leaving.leave_circle(self.access)
        except RuleError:
            return self._page(status=422)
        messages.success(
            request, _("You have left %(circle)s.") % {"circle": self.access.circle.name}
        )
        return redirect("circle_list")

    def _page(self, status: int = 200) -> HttpResponse:
        return self.page(reason=leaving.why_not_leave(self.access), status=status)
