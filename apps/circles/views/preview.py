"""See it as they do: starting and stopping."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from apps.circles import selectors
from apps.circles.kinds import Level, Section
from apps.circles.views import looking
from apps.circles.views.base import CircleView


class Preview(CircleView):
    """POST: from now on the circle is shown as this member gets it, for half an hour."""

    section, write_level = Section.PEOPLE, Level.EDIT
    tab = "circle"

    def get(self, request: HttpRequest, membership_id: UUID) -> HttpResponse:
        member = selectors.member(self.access, membership_id)
        return self.ask_again("circle_member", self.access.circle.pk, member.pk)

    def post(self, request: HttpRequest, membership_id: UUID) -> HttpResponse:
        member = selectors.member(self.access, membership_id)
        if why := selectors.why_not_to_change(self.access, member):
            messages.warning(request, why)
            return redirect("circle_member", self.access.circle.pk, member.pk)
        looking.begin(request, self.access, member)
        return redirect("today", circle_id=self.access.circle.pk)


class PreviewEnd(CircleView):
    """POST: back to one's own eyes, on the page of whoever was looked through."""

    own_place, looks_through = True, False
    tab = "circle"

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("today", circle_id=self.access.circle.pk)

    def post(self, request: HttpRequest) -> HttpResponse:
        theirs = looking.through(request, self.access)
        looking.end(request)
        if theirs is None:
            return redirect("today", circle_id=self.access.circle.pk)
        return redirect("circle_member", self.access.circle.pk, theirs.membership.pk)
