"""Showing once more that it is oneself, and going on from there."""

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base.internal.flows import post_authentication
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy
from django.views import View

from apps.accounts import fresh, passkeys, second_step
from apps.accounts.forms import SecondStepForm
from apps.accounts.requests import person
from apps.accounts.views.codes import CodeView, refuse_code
from apps.core.errors import RuleError


class Proof(View):
    """The ways this person has; each leads back to the page that asked."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if fresh.is_fresh(request):
            return redirect(_back(request))
        return self._page(200)

    def post(self, request: HttpRequest) -> HttpResponse:
        user = person(request)
        ways, wanted = fresh.ways(user), request.POST.get("send")
        if "credential" in request.POST and ways.passkey:
            return self._passkey(request)
        if "code" in request.POST and ways.app:
            return self._app(request)
        if wanted == "mail" and ways.mail:
            return self._send(request, user.email)
        if wanted == "text" and ways.text and user.phone:
            return self._send(request, user.phone)
        return self._page(422)

    def _passkey(self, request: HttpRequest) -> HttpResponse:
        try:
            passkeys.show(request, person(request), request.POST["credential"])
        except RuleError as error:
            return self._page(422, trouble=error.message)
        return redirect(_back(request))

    def _app(self, request: HttpRequest) -> HttpResponse:
        form = SecondStepForm(request.POST)
        used = second_step.check(request, person(request), form)
        if used is None:
            return self._page(422, form)
        post_authentication(request, used, reauthenticated=True)
        return redirect(_back(request))

    def _send(self, request: HttpRequest, address: str) -> HttpResponse:
        if refusal := refuse_code(request, address):
            return self._page(429, trouble=refusal)
        fresh.ProofProcess.begin(request, address, next_url=_back(request))
        return redirect("account_proof_code")

    def _page(
        self, status: int, form: SecondStepForm | None = None, trouble: str = ""
    ) -> HttpResponse:
        user = person(self.request)
        ways, next_url = fresh.ways(user), get_next_redirect_url(self.request) or ""
        context = {
            "ways": ways,
            "form": form or SecondStepForm(),
            "trouble": trouble,
            "options": passkeys.options_to_show(user) if ways.passkey else "",
            "next_url": next_url,
            "is_about_me": next_url.startswith(reverse("account_profile")),
        }
        return render(self.request, "accounts/proof.html", context, status=status)


class ProofCode(CodeView):
    process_class = fresh.ProofProcess
    start = "account_proof"
    back_label = _lazy("Back")

    def finish(self, process: fresh.ProofProcess) -> HttpResponseBase:
        process.finish()
        return redirect(process.state["next_url"])


def _back(request: HttpRequest) -> str:
    return get_next_redirect_url(request) or "/"
