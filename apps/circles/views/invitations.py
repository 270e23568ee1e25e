"""Inviting someone: the form, the page with what to send, and what may still be changed about it."""

from functools import cached_property
from uuid import UUID

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.accounts.fresh import FreshProof
from apps.circles import selectors, services
from apps.circles.access import Access
from apps.circles.forms import InvitationForm
from apps.circles.kinds import Level, Role, Section
from apps.circles.models import Invitation
from apps.circles.rules import Standing, call_name
from apps.circles.services import answering, letters
from apps.circles.views.base import CircleView
from apps.circles.views.step import CircleStep
from apps.core.errors import RuleError


def may_send(request: HttpRequest, access: Access, email: str) -> bool:
    """Daily caps for a person, a circle and the address that would get the mail."""
    allowed = ratelimit.consume(request, action="send_invitation", key=str(access.circle.pk))
    return allowed and (not email or letters.may_mail(email))


class InvitationAdd(CircleView, FreshProof):
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
            invitation = self._invite(form)
        except RuleError as error:
            form.add_error(None, error.message)
            return self.page(form=form, status=422)
        return redirect("invitation_detail", self.access.circle.pk, invitation.pk)

    def _invite(self, form: InvitationForm) -> Invitation:
        values = form.cleaned_data
        return services.invite(
            self.access,
            invitation_id=values["once"],
            name=values["name"],
            role=Role(values["role"]),
            email=values["email"],
            only=form.only_sections,
            ends_on=values["ends_on"],
        )

    def _form(self, request: HttpRequest | None = None) -> InvitationForm:
        has_patient = selectors.has_patient(self.access)
        data = request.POST if request else None
        return InvitationForm(data, actor=self.access, has_patient=has_patient)


class InvitationDetail(CircleView):
    """The link, the picture and the code to pass on, as often as the inviter needs to see them.

    Whoever could not give what it offers sees neither: they might use it themselves.
    """

    section, read_level, write_level = Section.PEOPLE, Level.EDIT, Level.EDIT
    tab = "circle"
    template = "circles/invitation_detail.html"

    def get(self, request: HttpRequest, invitation_id: UUID) -> HttpResponse:
        invitation = selectors.invitation(self.access, invitation_id)
        state = answering.standing(invitation)
        may_give = selectors.reaches(self.access, invitation)
        is_open = state == Standing.OPEN
        levels = answering.gives(invitation) if is_open else invitation.section_levels
        shows = is_open and may_give
        return self.page(
            invitation=invitation,
            standing=state.value,
            may_give=may_give,
            gives=selectors.what_it_gives(levels),
            inviter=call_name(self.access.membership.name),
            link=services.link_for(invitation) if shows else "",
            code=services.code_for(invitation) if shows else "",
        )


class InvitationStep(CircleStep):
    """One press on an invitation, which leads back to its page."""

    section, read_level, write_level = Section.PEOPLE, Level.EDIT, Level.EDIT
    tab = "circle"

    @cached_property
    def invitation(self) -> Invitation:
        return selectors.invitation(self.access, self.kwargs["invitation_id"])

    def back(self, invitation_id: UUID) -> str:
        return reverse("invitation_detail", args=[self.access.circle.pk, self.invitation.pk])


class InvitationLink(InvitationStep, FreshProof):
    """A new link and a new code; the old ones stop working."""

    def act(self, invitation_id: UUID) -> str:
        if not may_send(self.request, self.access, self.invitation.email):
            raise RuleError(_("That was a lot of invitations for one day. Go on tomorrow."))
        services.renew_link(self.access, self.invitation)
        return _("Here is a new link. The old one no longer works.")


class InvitationNewCode(InvitationStep, FreshProof):
    def act(self, invitation_id: UUID) -> str:
        services.renew_code(self.access, self.invitation)
        return _("Here is a new code. The link is still the same.")


class InvitationWithdrawal(InvitationStep):
    def act(self, invitation_id: UUID) -> str:
        services.take_back_invitation(self.access, self.invitation)
        return _("The invitation was taken back. The link no longer works.")


class InvitationConfirmation(InvitationStep, FreshProof):
    def act(self, invitation_id: UUID) -> str:
        services.confirm_newcomer(self.access, self.invitation)
        return _("They are in the circle now.")


class InvitationMixUp(InvitationStep):
    """Whoever answered is not who was meant."""

    def act(self, invitation_id: UUID) -> str:
        services.refuse_newcomer(self.access, self.invitation)
        return _("Their link no longer works. Here is a new one for the person you meant.")
