"""The agenda: what is to come, and what is over or cancelled."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from apps.careplan import selectors
from apps.careplan.selectors import AppointmentCard, Page
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.circles.views.base import CircleView


def dates(access: Access, page: Page[AppointmentCard]) -> dict[str, Any]:
    """What the agenda shows, on its own page and beside an appointment."""
    return {"months": selectors.agenda(access, page.items), "next_key": page.next_key}


class Plan(CircleView):
    """The agenda. Who sees tasks but no dates is led to the tasks: the tab is called Plan for everyone."""

    sections = (Section.PLAN,)
    tab = "plan"
    template = "careplan/plan.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if not self.access.can(Section.PLAN, Level.SEE):
            self.access.require(Section.TASKS, Level.SEE)
            return redirect("task_list", circle_id=self.access.circle.pk)
        page = selectors.upcoming_appointments(self.access, request.GET.get("after", ""))
        return self.page(**dates(self.access, page))


class PlanEarlier(CircleView):
    """What is over, kept as a record, or cancelled."""

    section = Section.PLAN
    tab = "plan"
    template = "careplan/plan_earlier.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        page = selectors.earlier_appointments(self.access, request.GET.get("before", ""))
        months = selectors.agenda(self.access, page.items)
        return self.page(months=months, next_key=page.next_key)
