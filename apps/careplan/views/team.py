"""The care team: whom to call, and the forms behind it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.careplan import selectors, services
from apps.careplan.forms import TeamAddForm, TeamEditForm
from apps.careplan.models import TeamMember
from apps.careplan.views.edits import AddView, EditView
from apps.circles.kinds import Level, Section
from apps.circles.views.base import CircleView
from apps.circles.views.step import CircleStep
from apps.core.site_guide import guide


class Team(CircleView):
    section = Section.PLAN
    tab = "plan"
    template = "careplan/team.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(
            team=selectors.care_team(self.access), guide=guide(self.access.circle.country)
        )


class TeamAdd(AddView):
    template = "careplan/team_add.html"

    def form(self, data: Any = None) -> TeamAddForm:
        return TeamAddForm(data)

    def save(self, form: TeamAddForm) -> tuple[Any, str]:
        services.add_team_member(self.access, member_id=form.cleaned_data["once"], draft=form.draft)
        where = reverse("team", args=[self.access.circle.pk])
        return where, _("Saved. Please check the number once by calling it.")


class TeamEdit(EditView):
    template = "careplan/team_edit.html"

    def find(self, pk: UUID) -> TeamMember:
        return selectors.team_member(self.access, pk)

    def form(self, thing: TeamMember, data: Any = None) -> TeamEditForm:
        saved = selectors.draft_of_team_member(thing)
        return TeamEditForm(data, saved=saved, shown_version=thing.version)

    def beside(self, thing: TeamMember) -> dict[str, Any]:
        return {"history": selectors.history_of(self.access, thing)}

    def stands(self, thing: TeamMember) -> tuple[dict[str, Any], int]:
        values = self.form(thing).values_of(selectors.draft_of_team_member(thing))
        return values, thing.version

    def save(self, pk: UUID, form: TeamEditForm) -> str:
        services.edit_team_member(
            self.access, member_id=pk, version=form.cleaned_data["version"], draft=form.draft
        )
        return ""

    def after(self, pk: UUID) -> Any:
        return reverse("team", args=[self.access.circle.pk])


class TeamStep(CircleStep):
    """One press on an entry. A plain post is led to the entry, where its undo is."""

    section, write_level = Section.PLAN, Level.EDIT
    tab = "plan"

    def back(self, pk: UUID) -> str:
        member = selectors.team_member(self.access, pk)
        return reverse("team_edit", args=[self.access.circle.pk, member.pk])


class TeamWithdrawal(TeamStep):
    def act(self, pk: UUID) -> str:
        services.withdraw_team_member(self.access, pk)
        return _("Taken off the list.")


class TeamRestoration(TeamStep):
    def act(self, pk: UUID) -> str:
        services.restore_team_member(self.access, pk)
        return _("It is back on the list.")
