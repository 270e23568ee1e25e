"""Showing once more that it is oneself, and going on from there."""

from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views import View

from apps.accounts import fresh, passkeys
from apps.accounts.codes import may_ask
from apps.accounts.requests import person
from apps.accounts.views.codes import CodeView


class Proof(View):
    """The ways this person has; each leads back to the page that asked."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if fresh.is_fresh(request):
            return redirect(_back(request))
        return self._page(200)

    def post(self, request: HttpRequest) -> HttpResponse:
        ways = fresh.ways(person(request))
        if "credential" in request.POST and ways.passkey:
            return self._passkey(request)
        if "send" in request.POST and ways.mail:
            return self._send(request)
        return self._page(422)

    def _passkey(self, request: HttpRequest) -> HttpResponse:
        user = person(request)
        form = passkeys.form(user, request.POST)
        if not passkeys.is_valid(form):
            messages.error(request, _("That passkey did not fit. Please try again."))
            return self._page(422)
        passkeys.finish(request, user, form)
        return redirect(_back(request))

    def _send(self, request: HttpRequest) -> HttpResponse:
        email = person(request).email
        if not may_ask(request, email):
            messages.error(
                request, _("That was a lot of codes. Please wait a few minutes and try again.")
            )
            return self._page(429)
        fresh.ProofProcess.begin(request, email, next_url=_back(request))
        return redirect("account_proof_code")

    def _page(self, status: int) -> HttpResponse:
        user = person(self.request)
        ways = fresh.ways(user)
        context = {
            "ways": ways,
            "options": passkeys.options(user) if ways.passkey else "",
            "next_url": get_next_redirect_url(self.request) or "",
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
