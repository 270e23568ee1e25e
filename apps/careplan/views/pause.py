"""One switch that stops every message of a circle, beside the visits of which nobody will be reminded."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from apps.careplan import selectors
from apps.careplan.forms import CirclePauseForm
from apps.circles import services as circles
from apps.circles.kinds import Level, Section
from apps.circles.views.base import CircleView


class CirclePause(CircleView):
    section, read_level, write_level = Section.PLAN, Level.EDIT, Level.EDIT
    tab = "circle"
    template = "careplan/pause.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(CirclePauseForm(home_zone=self.access.circle.time_zone), 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CirclePauseForm(request.POST, home_zone=self.access.circle.time_zone)
        if not form.is_valid():
            return self._page(form, 422)
        circles.pause_circle(
            self.access,
            until=form.until,
            keep_visits_to_me=form.cleaned_data["keep_visits"],
        )
        messages.success(request, _("Quiet now. Nobody gets a message from this circle."))
        return redirect("circle_pause", self.access.circle.pk)

    def _page(self, form: CirclePauseForm, status: int) -> HttpResponse:
        coming = selectors.upcoming_appointments(self.access).items
        return self.page(form=form, coming=coming, status=status)


class CirclePauseEnd(CircleView):
    """POST: messages go out again."""

    section, write_level = Section.PLAN, Level.EDIT
    tab = "circle"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.ask_again("today", self.access.circle.pk)

    def post(self, request: HttpRequest) -> HttpResponse:
        circles.end_pause(self.access)
        messages.success(request, _("Messages go out again from now on."))
        return redirect("circle_people", self.access.circle.pk)
