"""The public side of an invitation: its link, its code, saying yes or no, and being somebody else."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from apps.accounts.requests import person, place
from apps.circles import rules, selectors, services
from apps.circles.forms import InvitationCodeForm
from apps.circles.models import Invitation
from apps.circles.rules import Standing
from apps.circles.services import answering, tokens
from apps.core.errors import RuleError
from apps.core.responses import no_store
from apps.core.tries import may_try

# What guessing a code comes to is worked out in docs/invitations.md.
TRIES_FROM_ONE_PLACE, TRIES_IN_ALL, AN_HOUR = 10, 300, 3600


class OpenedInvitation(View):
    """The base of what stands behind a link. ``invitation`` is what it belongs to, whatever became of that."""

    before_welcome = False  # public, but who is signed in accepts the terms first
    invitation: Invitation

    def dispatch(self, request: HttpRequest, *args: object, token: str) -> HttpResponseBase:
        clean = tokens.token_in(token)
        if (
            clean and clean != token and request.method == "GET"
        ):  # pasted twice, a full stop behind it
            return redirect("invitation_open", clean)
        found = tokens.find_by_token(token)
        if found is None:
            return gone(request)
        self.invitation, self.token = found, token
        return super().dispatch(request)

    @property
    def inviter(self) -> str:
        """How the inviter is called where a surname would say too much."""
        author = self.invitation.author
        return rules.call_name(author.name) if author else ""

    def show(self, template: str, status: int = 200, **context: object) -> HttpResponse:
        shared = {"invitation": self.invitation, "inviter": self.inviter, "token": self.token}
        return render(self.request, template, shared | context, status=status)


def gone(request: HttpRequest, reason: str = "", inviter: str = "") -> HttpResponse:
    """It does not work; without a reason nothing says whether there ever was such a link."""
    context = {"reason": reason, "inviter": inviter}
    return render(request, "circles/invitation_gone.html", context, status=404)


@method_decorator([login_not_required, no_store], name="dispatch")
class InvitationOpen(OpenedInvitation):
    """Signed out it says who invites and no more. Opening it, as messengers do for a preview, uses nothing up."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and selectors.is_member(person(request), self.invitation):
            return self._already()
        state = answering.standing(self.invitation)
        if state == Standing.WAITING and self.invitation.asked_by_id == request.user.pk:
            return self.show("circles/invitation_waiting.html")
        if state != Standing.OPEN:
            return gone(request, answering.why_closed(state), self.inviter)
        if not request.user.is_authenticated:
            return self.show("circles/invitation_welcome.html")
        return self._ask()

    def post(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect("invitation_open", self.token)
        user = person(request)
        if selectors.is_member(user, self.invitation):
            return redirect("today", circle_id=self.invitation.circle_id)
        is_for_me = request.POST.get("for_me") == "yes"
        if answering.sent_elsewhere(user, self.invitation) and not is_for_me:
            return self._ask(status=422)
        try:
            access = services.accept_invitation(user, self.invitation, is_for_me=is_for_me)
        except RuleError as error:
            if selectors.is_member(user, self.invitation):  # the other half of a double tap
                return redirect("today", circle_id=self.invitation.circle_id)
            return gone(request, error.message, self.inviter)
        if access is None:
            return redirect("invitation_open", self.token)
        messages.success(request, _("Welcome. This is what you can see and do here."))
        return redirect("today", circle_id=access.circle.pk)

    def _ask(self, status: int = 200) -> HttpResponse:
        user = person(self.request)
        return self.show(
            "circles/invitation_open.html",
            status=status,
            gives=selectors.what_it_gives(answering.gives(self.invitation)),
            sent_elsewhere=answering.sent_elsewhere(user, self.invitation),
            asks_inviter=answering.asks_inviter(user, self.invitation),
        )

    def _already(self) -> HttpResponse:
        user, author = person(self.request), self.invitation.author
        is_inviter = author is not None and author.user_id == user.pk
        is_open = answering.standing(self.invitation) == Standing.OPEN
        return self.show("circles/invitation_already.html", is_inviter=is_inviter, is_open=is_open)


@method_decorator([login_not_required, no_store], name="dispatch")
class InvitationRefusal(OpenedInvitation):
    """POST says "No, thank you", or that it was unwanted; nobody has to sign in for that."""

    before_welcome = True

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("invitation_open", self.token)

    def post(self, request: HttpRequest) -> HttpResponse:
        is_unwanted = request.POST.get("unwanted") == "yes"
        try:
            answering.decline_invitation(self.invitation, is_unwanted=is_unwanted)
        except RuleError as error:
            return gone(request, error.message, self.inviter)
        messages.success(request, _("Thank you for saying so. You will hear no more of it."))
        return redirect("invitation_open", self.token)


@method_decorator([login_not_required, no_store], name="dispatch")
class InvitationSomeoneElse(OpenedInvitation):
    """POST signs out whoever is signed in on this phone, and comes back to the link."""

    before_welcome = True

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("invitation_open", self.token)

    def post(self, request: HttpRequest) -> HttpResponse:
        logout(request)
        response = redirect("invitation_open", self.token)
        response["Clear-Site-Data"] = '"cache"'
        return response


@method_decorator([login_not_required, no_store], name="dispatch")
class InvitationCode(View):
    """I was invited with a code. Each try is counted before it is looked at, whatever comes of it."""

    before_welcome = True

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, InvitationCodeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = InvitationCodeForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, 422)
        if not self._may_try(request):
            form.add_error(
                "code", _("Too many codes were tried. Wait an hour, or ask for the link instead.")
            )
            return self._page(request, form, 429)
        invitation = tokens.find_by_code(form.cleaned_data["code"])
        if invitation is None:
            form.add_error("code", _("This code does not work. Check it, or ask for a new one."))
            return self._page(request, form, 422)
        return redirect("invitation_open", tokens.token_of(invitation))

    def _may_try(self, request: HttpRequest) -> bool:
        here = f"circles.code:{place(request)}"
        one = may_try(here, limit=TRIES_FROM_ONE_PLACE, seconds=AN_HOUR)
        return one and may_try("circles.code", limit=TRIES_IN_ALL, seconds=AN_HOUR)

    def _page(
        self, request: HttpRequest, form: InvitationCodeForm, status: int = 200
    ) -> HttpResponse:
        return render(request, "circles/invitation_code.html", {"form": form}, status=status)
