"""The plan by month, as a week to hang up, and by person."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from apps.careplan import rules, selectors
from apps.circles.kinds import Level, Section
from apps.circles.views.base import CircleView
from apps.core import clock


class PlanMonth(CircleView):
    """Without a month in the address: this one. Months that nobody can mean are not there."""

    section = Section.PLAN
    tab = "plan"
    template = "careplan/plan_month.html"

    def get(self, request: HttpRequest, month: str = "") -> HttpResponse:
        today = clock.today(self.access.circle.time_zone)
        if not month:
            return redirect("plan_month", self.access.circle.pk, f"{today:%Y-%m}")
        first = rules.month_from(month)
        if first is None or not rules.in_reach(first, today):
            raise Http404
        return self.page(
            month=selectors.month(self.access, first),
            weekdays=rules.days_from(rules.monday_of(first)),
            previous=rules.previous_month(first),
            next=rules.next_month(first),
        )


class PlanWeek(CircleView):
    """A week to print: dates and, for who sees them, tasks."""

    sections = (Section.PLAN, Section.TASKS)
    tab = "plan"
    template = "careplan/plan_week.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        self.access.require(Section.PLAN, Level.SEE)
        with_close = bool(request.GET.get("close"))
        first = week_asked_for(self)
        days = selectors.week(self.access, first, with_close=with_close)
        return self.page(days=days, with_close=with_close, **_around(first))


class PlanPeople(CircleView):
    """What am I doing this week; for who coordinates, what is each of us doing."""

    sections = (Section.PLAN, Section.TASKS)
    tab = "plan"
    template = "careplan/plan_people.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        self.access.require(Section.PLAN, Level.SEE)
        first = week_asked_for(self)
        people = selectors.by_person(self.access, first)
        return self.page(people=people, **_around(first))


def week_asked_for(view: CircleView) -> date:
    """The Monday of the week that ``from`` names in the address; of this one when it names none."""
    today = clock.today(view.access.circle.time_zone)
    try:
        wanted = date.fromisoformat(view.request.GET.get("from", ""))
    except ValueError:
        wanted = today
    return rules.monday_of(wanted if rules.in_reach(wanted, today) else today)


def _around(first: date) -> dict[str, Any]:
    last = first + rules.WEEK - date.resolution
    return {
        "first": first,
        "last": last,
        "previous": first - rules.WEEK,
        "next": first + rules.WEEK,
    }
