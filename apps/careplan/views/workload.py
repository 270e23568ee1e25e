"""Who carries how much, for who looks after the circle."""

from django.http import HttpRequest, HttpResponse

from apps.careplan import selectors
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.circles.views.base import CircleView


class WorkloadPage(CircleView):
    """It is about people, from what stands in tasks and plan."""

    section, read_level = Section.PEOPLE, Level.EDIT
    tab = "plan"
    template = "careplan/workload.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(
            workload=selectors.workload(self.access),
            would_help=selectors.would_help(self.access),
        )

    def reads(self) -> list[tuple[Access, Section]]:
        shown = (Section.TASKS, Section.PLAN)
        seen = [(self.access, part) for part in shown if self.access.can(part, Level.SEE)]
        return super().reads() + seen
