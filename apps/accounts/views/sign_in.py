"""One page with one field, then the code; signing out."""

from allauth.account.adapter import get_adapter
from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from apps.accounts.forms import CodeForm, EmailForm
from apps.accounts.sign_in import SignInProcess, Wish
from apps.core.responses import no_store


def may_ask(request: HttpRequest, email: str) -> bool:
    """Whether one more code may go to this address, asked for from here."""
    here = f"{get_adapter().get_client_ip(request)} {email}"
    return ratelimit.consume(request, action="request_login_code", key=here) and ratelimit.consume(
        request, action="request_login_code_for_address", key=email
    )


@method_decorator(login_not_required, name="dispatch")
class SignIn(View):
    """One field. The answer is the same for every address that could exist."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect(get_next_redirect_url(request) or "/")
        return self._page(request, EmailForm(), 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = EmailForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, 422)
        email = form.cleaned_data["email"]
        if not may_ask(request, email):
            form.add_error(
                "email",
                _("That was a lot of codes. Please wait a few minutes and try again."),
            )
            return self._page(request, form, 429)
        SignInProcess.start(
            request,
            Wish(
                email=email,
                time_zone=form.cleaned_data["time_zone"],
                own_phone=form.cleaned_data["own_phone"],
                next_url=get_next_redirect_url(request) or "/",
            ),
        )
        return redirect("account_code")

    def _page(self, request: HttpRequest, form: EmailForm, status: int) -> HttpResponse:
        context = {"form": form, "next_url": get_next_redirect_url(request) or ""}
        return render(request, "accounts/sign_in.html", context, status=status)


@method_decorator([login_not_required, no_store], name="dispatch")
class Code(View):
    """The code from the mail, typed in the browser that asked for it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        process = SignInProcess.current(request)
        if process is None:
            return redirect("account_login")
        return self._page(request, process, CodeForm(), 200)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        process = SignInProcess.current(request)
        if process is None:
            messages.error(
                request,
                _("That code was already used or is too old. Ask for a new one."),
            )
            return redirect("account_login")
        if "resend" in request.POST:
            return self._resend(request, process)
        form = CodeForm(request.POST)
        if not form.is_valid():
            return self._page(request, process, form, 422)
        if not ratelimit.consume(request, action="confirm_login_code"):
            form.add_error("code", _("That was a lot of tries. Please wait a few minutes."))
            return self._page(request, process, form, 429)
        if not process.is_valid():
            form.add_error(
                "code",
                _("This code is older than 15 minutes. Ask for a new one below."),
            )
            return self._page(request, process, form, 422)
        if not process.has_tries_left():
            process.abort()
            messages.error(request, _("That was five wrong codes. Start again with a new one."))
            return redirect("account_login")
        if not process.matches(form.cleaned_data["code"]):
            form.add_error("code", _("That is not the code we sent. Check the newest email."))
            return self._page(request, process, form, 422)
        return process.finish()

    def _resend(self, request: HttpRequest, process: SignInProcess) -> HttpResponse:
        if process.can_resend and may_ask(request, process.email):
            process.resend()
            messages.success(request, _("A new code is on its way. The old one no longer works."))
        else:
            messages.error(
                request,
                _("That was a lot of codes. Look in the spam folder, or start again later."),
            )
        return redirect("account_code")

    def _page(
        self, request: HttpRequest, process: SignInProcess, form: CodeForm, status: int
    ) -> HttpResponse:
        context = {
            "form": form,
            "email": process.email,
            "can_resend": process.can_resend,
        }
        return render(request, "accounts/code.html", context, status=status)


class SignOut(View):
    before_welcome = True

    def post(self, request: HttpRequest) -> HttpResponse:
        logout(request)
        messages.success(request, _("You are signed out."))
        response = redirect("account_login")
        response["Clear-Site-Data"] = '"cache"'  # so that Back shows nothing on a borrowed phone
        return response
