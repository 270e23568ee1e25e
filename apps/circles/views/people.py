"""The people of a circle, and one of them: what they may do, changing it, ending it, bringing them back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import View

from apps.accounts.fresh import FreshProof
from apps.circles import selectors, services
from apps.circles.access import Access
from apps.circles.forms import PlaceForm
from apps.circles.kinds import Level, Section
from apps.circles.models import Membership
from apps.circles.views.base import CircleView
from apps.core.errors import RuleError, StaleError


class People(CircleView):
    """Everyone in the circle, what each may do, and who was invited."""

    section = Section.PEOPLE
    tab = "circle"
    template = "circles/people.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        edits = self.access.can(Section.PEOPLE, Level.EDIT)
        return self.page(
            everyone=selectors.everyone(self.access),
            invitations=list(selectors.open_invitations(self.access)) if edits else [],
            lately=selectors.lately(self.access) if self.access.is_patient else [],
        )


class Member(CircleView):
    """One person: what they may do in plain words, and how it came to be so."""

    section = Section.PEOPLE
    tab = "circle"
    template = "circles/member.html"

    def get(self, request: HttpRequest, membership_id: UUID) -> HttpResponse:
        return self.page(place=selectors.place_page(self.access, membership_id))


class OfAMember(View):
    """Finds the member of the address first: whoever is not there is 404, before anything is asked."""

    access: Access
    member: Membership

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.member = selectors.member(self.access, kwargs.pop("membership_id"))
        return super().dispatch(request, *args, **kwargs)


class ChangingAPlace(CircleView, OfAMember, FreshProof):
    """What changes another's place: behind a fresh proof, and only below one's own place."""

    section, read_level, write_level = Section.PEOPLE, Level.EDIT, Level.EDIT
    tab = "circle"

    def refuse(self, why: str) -> HttpResponse:
        messages.warning(self.request, why)
        return self.to_member(self.member)

    def to_member(self, member: Membership) -> HttpResponse:
        return redirect("circle_member", self.access.circle.pk, member.pk)


class MemberEdit(ChangingAPlace):
    template = "circles/member_edit.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if why := selectors.why_not_to_change(self.access, self.member):
            return self.refuse(why)
        return self._page(self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        version = form.cleaned_data["version"]
        try:
            services.change_place(self.access, self.member.pk, version=version, wanted=form.place)
        except StaleError as error:
            self.member = selectors.member(self.access, self.member.pk)
            form.show_what_stands_now(form.values_of(self.member.place), self.member.version)
            return self._page(form, stale=error.message, status=409)
        except RuleError as error:
            form.add_error(None, error.message)
            return self._page(form, status=422)
        messages.success(request, _("Saved. It holds from now on."))
        return self.to_member(self.member)

    def _form(self, data: Any = None) -> PlaceForm:
        return PlaceForm(
            data,
            actor=self.access,
            stands=self.member.place,
            sections=selectors.SHOWN_SECTIONS,
            may_mark=selectors.may_mark_close(self.access),
            shown_version=self.member.version,
        )

    def _page(self, form: PlaceForm, status: int = 200, stale: str = "") -> HttpResponse:
        return self.page(form=form, member=self.member, stale=stale, status=status)


class MemberRemoval(ChangingAPlace):
    """Taking somebody out at once, telling them or not."""

    template = "circles/member_removal.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if why := selectors.why_not_to_change(self.access, self.member):
            return self.refuse(why)
        return self.page(member=self.member)

    def post(self, request: HttpRequest) -> HttpResponse:
        told = request.POST.get("told") == "yes"
        try:
            services.remove_member(self.access, self.member.pk, tell=told)
        except RuleError as error:
            return self.refuse(error.message)
        said = _("%(name)s is no longer in the circle, from this moment on.")
        messages.success(request, said % {"name": self.member.name})
        return self.to_member(self.member)


class MemberReturn(ChangingAPlace):
    """Bringing somebody back, with a new place."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.ask_again("circle_member", self.access.circle.pk, self.member.pk)

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            back = services.bring_back(self.access, self.member.pk)
        except RuleError as error:
            return self.refuse(error.message)
        messages.success(request, _("%(name)s is back in the circle.") % {"name": back.name})
        return self.to_member(back)


class MemberReview(CircleView):
    """POST: the patient has looked, and it is still right."""

    section, write_level = Section.PEOPLE, Level.EDIT
    tab = "circle"

    def get(self, request: HttpRequest, membership_id: UUID) -> HttpResponse:
        member = selectors.member(self.access, membership_id)
        return self.ask_again("circle_member", self.access.circle.pk, member.pk)

    def post(self, request: HttpRequest, membership_id: UUID) -> HttpResponse:
        try:
            services.confirm_place(self.access, membership_id)
            messages.success(request, _("Thank you. You will be asked again in a year."))
        except RuleError as error:
            messages.warning(request, error.message)
        return redirect("circle_people", self.access.circle.pk)
