"""The first page leads to the open circle; Today shows what matters now in it."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View

from apps.accounts.requests import person
from apps.circles.access import Access, open_all_for_user
from apps.circles.kinds import Level, Section
from apps.circles.selectors import may_reopen
from apps.circles.views.base import LAST_CIRCLE, CircleView
from apps.core import clock
from apps.today import selectors
from apps.today.rules import DayPart, day_part

GREETINGS = {
    DayPart.MORNING: _("Good morning"),
    DayPart.AFTERNOON: _("Good afternoon"),
    DayPart.EVENING: _("Good evening"),
}


@method_decorator(login_not_required, name="dispatch")
class Home(View):
    """ "/": the circle that was open last, the list of circles, or sign-in."""

    before_welcome = False

    def get(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect("account_login")
        circles = [access.circle.pk for access in open_all_for_user(person(request))]
        last = _uuid(request.session.get(LAST_CIRCLE))
        if not circles:
            return redirect("circle_list")
        return redirect("today", circle_id=last if last in circles else circles[0])


class Today(CircleView):
    """The next appointment, the doses of the day, my tasks, what nobody has taken; a line for each other circle."""

    sections = (Section.PLAN, Section.MEDICINES, Section.TASKS)
    tab = "today"
    template = "today/today.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.access.circle.is_closed:  # no greeting and nothing to do
            return self.page(template="today/closed.html", may_reopen=may_reopen(self.access))
        local = timezone.localtime(clock.now())
        return self.page(
            first_name=" ".join(self.access.membership.user.name.split()[:1]),
            greeting=GREETINGS[day_part(local.hour)],
            local_now=local,
            today=selectors.today(self.access, self.other_circles),
        )

    def reads(self) -> list[tuple[Access, Section]]:
        """The next date of another circle is something read in that circle."""
        plan = Section.PLAN
        others = [(other, plan) for other in self.other_circles if other.can(plan, Level.SEE)]
        return super().reads() + others


def _uuid(value: str | None) -> UUID | None:
    return UUID(value) if value else None
