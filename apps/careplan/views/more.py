"""The way to what belongs to the plan and is opened less often."""

from django.http import HttpRequest, HttpResponse

from apps.circles.kinds import Section
from apps.circles.views.base import CircleView


class PlanMore(CircleView):
    section = Section.PLAN
    tab = "plan"
    template = "careplan/plan_more.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page()
