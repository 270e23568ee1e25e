"""Who looked: the page of receipts, for the patient."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from apps.circles import selectors
from apps.circles.kinds import Level, Section
from apps.circles.views.base import CircleView


class WhoLooked(CircleView):
    """Who opened or changed what and when, the newest first, of everybody else or of one person."""

    section, read_level = Section.PEOPLE, Level.EDIT
    tab = "circle"
    template = "circles/who_looked.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if not selectors.may_read_receipts(self.access):
            raise PermissionDenied
        people = selectors.everyone_who_was_here(self.access)
        chosen = next((p for p in people if str(p.pk) == request.GET.get("who")), None)
        who: UUID | None = chosen.pk if chosen else None
        looked = selectors.who_looked(self.access, member=who, key=request.GET.get("before", ""))
        return self.page(looked=looked, people=people, chosen=chosen)
