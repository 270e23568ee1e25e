"""Inviting someone, and opening an invitation."""

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from apps.accounts.requests import person
from apps.circles import selectors, services
from apps.circles.access import Access
from apps.circles.forms import InvitationForm
from apps.circles.kinds import Level, Role, Section
from apps.circles.models import Invitation
from apps.circles.services.invitations import find_by_token, is_open
from apps.circles.views.base import CircleView
from apps.core.errors import RuleError
from apps.core.responses import no_store


def may_send(request: HttpRequest, access: Access, email: str) -> bool:
    """Daily caps for a person, a circle and the address that would get the mail."""
    allowed = ratelimit.consume(request, action="send_invitation", key=str(access.circle.pk))
    return allowed and (
        not email or ratelimit.consume(request, action="mail_invitation", key=email.lower())
    )


class InvitationAdd(CircleView):
    section, read_level, write_level = Section.PEOPLE, Level.EDIT, Level.EDIT
    tab = "circle"
    template = "circles/invitation_add.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(form=self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request)
        if not form.is_valid():
            return self.page(form=form, status=422)
        if not may_send(request, self.access, form.cleaned_data["email"]):
            form.add_error(None, _("That was a lot of invitations for one day. Go on tomorrow."))
            return self.page(form=form, status=429)
        try:
            invitation = services.invite(
                self.access,
                invitation_id=form.cleaned_data["once"],
                name=form.cleaned_data["name"],
                role=Role(form.cleaned_data["role"]),
                email=form.cleaned_data["email"],
            )
        except RuleError as error:
            form.add_error("role", error.message)
            return self.page(form=form, status=422)
        return redirect("invitation_detail", self.access.circle.pk, invitation.pk)

    def _form(self, request: HttpRequest | None = None) -> InvitationForm:
        has_patient = selectors.has_patient(self.access)
        return InvitationForm(request.POST if request else None, has_patient=has_patient)


class InvitationDetail(CircleView):
    """The link to send, as often as the inviter needs to see it."""

    section, read_level, write_level = Section.PEOPLE, Level.EDIT, Level.EDIT
    tab = "circle"
    template = "circles/invitation_detail.html"

    def get(self, request: HttpRequest, invitation_id: UUID) -> HttpResponse:
        invitation = selectors.invitation(self.access, invitation_id)
        return self.page(
            invitation=invitation,
            link=services.link_for(invitation),
            usable=is_open(invitation),
        )


class InvitationLink(CircleView):
    """POST makes a new link; the old one stops working."""

    section, write_level = Section.PEOPLE, Level.EDIT
    tab = "circle"

    def get(self, request: HttpRequest, invitation_id: UUID) -> HttpResponse:
        invitation = selectors.invitation(self.access, invitation_id)
        return self.ask_again("invitation_detail", self.access.circle.pk, invitation.pk)

    def post(self, request: HttpRequest, invitation_id: UUID) -> HttpResponse:
        invitation = selectors.invitation(self.access, invitation_id)
        if not may_send(request, self.access, invitation.email):
            messages.error(request, _("That was a lot of invitations for one day. Go on tomorrow."))
            return redirect("invitation_detail", self.access.circle.pk, invitation.pk)
        try:
            services.renew_link(self.access, invitation)
            messages.success(request, _("Here is a new link. The old one no longer works."))
        except RuleError as error:
            messages.error(request, error.message)
        return redirect("invitation_detail", self.access.circle.pk, invitation.pk)


class InvitationWithdrawal(CircleView):
    """POST takes the invitation back."""

    section, write_level = Section.PEOPLE, Level.EDIT
    tab = "circle"

    def get(self, request: HttpRequest, invitation_id: UUID) -> HttpResponse:
        invitation = selectors.invitation(self.access, invitation_id)
        return self.ask_again("invitation_detail", self.access.circle.pk, invitation.pk)

    def post(self, request: HttpRequest, invitation_id: UUID) -> HttpResponse:
        invitation = selectors.invitation(self.access, invitation_id)
        try:
            services.take_back_invitation(self.access, invitation)
            messages.success(request, _("The invitation was taken back. The link no longer works."))
        except RuleError as error:
            messages.error(request, error.message)
        return redirect("circle_people", self.access.circle.pk)


@method_decorator([login_not_required, no_store], name="dispatch")
class InvitationOpen(View):
    """The page behind a link. Signed out it says who invites and no more."""

    before_welcome = False  # public, but who is signed in accepts the terms first

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        invitation = find_by_token(token)
        if invitation is None or not is_open(invitation):
            return render(request, "circles/invitation_gone.html", {"reason": ""}, status=404)
        if not request.user.is_authenticated:
            return self._page(request, "circles/invitation_welcome.html", invitation)
        user = person(request)
        if selectors.is_member(user, invitation):
            mine = invitation.author is not None and invitation.author.user_id == user.pk
            context = {"circle": invitation.circle, "is_inviter": mine}
            return render(request, "circles/invitation_already.html", context)
        return self._page(request, "circles/invitation_open.html", invitation)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect("invitation_open", token)
        invitation = find_by_token(token)
        if invitation is None:
            return render(request, "circles/invitation_gone.html", {"reason": ""}, status=404)
        user = person(request)
        if selectors.is_member(user, invitation):
            return redirect("today", circle_id=invitation.circle_id)
        try:
            access = services.accept_invitation(user, invitation)
        except RuleError as error:
            if selectors.is_member(user, invitation):  # the other half of a double tap
                return redirect("today", circle_id=invitation.circle_id)
            context = {"reason": error.message}
            return render(request, "circles/invitation_gone.html", context, status=404)
        messages.success(request, _("Welcome. This is what you can see and do here."))
        return redirect("today", circle_id=access.circle.pk)

    def _page(self, request: HttpRequest, template: str, invitation: Invitation) -> HttpResponse:
        inviter = invitation.author.name if invitation.author else ""
        context = {"invitation": invitation, "inviter": inviter}
        return render(request, template, context)
