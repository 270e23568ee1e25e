"""Undoing a change, and what was taken off lately."""

from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.careplan import selectors, services, telling
from apps.careplan.models import Change, NextStep, Outcome, TeamMember
from apps.circles.kinds import Level, Section
from apps.circles.views.base import CircleView
from apps.core.errors import RuleError, StaleError
from apps.core.steps import lead_back


class PlanUndo(CircleView):
    """Both versions, for who comes to look; a press puts back what was before. Where the thing has changed
    again since, nothing is written and both versions are shown to choose from."""

    section: ClassVar[Section] = Section.PLAN
    write_level = Level.TAKE_PART
    tab = "plan"
    template = "careplan/undo.html"

    def get(self, request: HttpRequest, change_id: UUID) -> HttpResponse:
        return self._both(change_id)

    def post(self, request: HttpRequest, change_id: UUID) -> HttpResponse:
        change, thing = selectors.change_of(self.access, self.section, change_id)
        try:
            said = self._undo(change)
        except StaleError:
            return self._both(change_id, is_late=True, status=409)
        except RuleError as error:
            messages.warning(request, error.message)
        else:
            messages.success(request, said)
        return lead_back(request, _page_of(thing))

    def _undo(self, change: Change) -> str:
        if "together" in self.request.POST:
            count = services.undo_together(self.access, self.section, change.pk)
            return ngettext(
                "Undone. It is as it was before.",
                "Undone for all %(count)s. They are as they were before.",
                count,
            ) % {"count": count}
        seen = self.request.POST.get("version", "")
        version = int(seen) if seen.isdecimal() else change.version
        services.undo_change(self.access, self.section, change.pk, version=version)
        return _("Undone. It is as it was before.")

    def _both(self, change_id: UUID, *, is_late: bool = False, status: int = 200) -> HttpResponse:
        change, thing = selectors.change_of(self.access, self.section, change_id)
        now = selectors.stands_now(self.access, change, thing)
        return self.page(
            change=change,
            told=telling.tell(change),
            together=len(selectors.changed_together(self.access, change, thing)),
            versions=telling.beside_each_other(change, now),
            thing=thing,
            page_of=_page_of(thing),
            is_late=is_late,
            status=status,
        )


class TaskUndo(PlanUndo):
    section: ClassVar[Section] = Section.TASKS


class MedicineUndo(PlanUndo):
    section: ClassVar[Section] = Section.MEDICINES


class PlanRemoved(CircleView):
    """What was cancelled or taken off in the last 30 days, each with its undo."""

    sections = (Section.PLAN, Section.TASKS, Section.MEDICINES)
    tab = "plan"
    template = "careplan/plan_removed.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        page = selectors.removed_lately(self.access, request.GET.get("before", ""))
        return self.page(removed=page.items, next_key=page.next_key)


def _page_of(thing: Any) -> str:
    """Where somebody reads it."""
    if isinstance(thing, Outcome | NextStep):
        return thing.appointment.get_absolute_url()
    if isinstance(thing, TeamMember):
        return reverse("team_edit", args=[thing.circle_id, thing.pk])
    return str(thing.get_absolute_url())
