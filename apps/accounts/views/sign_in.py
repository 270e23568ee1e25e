"""One page with one field, then the code, or a passkey; signing out."""

from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views import View

from apps.accounts import passkeys
from apps.accounts.forms import AddressForm
from apps.accounts.requests import place
from apps.accounts.sign_in import SignInProcess, Wish, set_session_length
from apps.accounts.views.codes import CodeView, refuse_code
from apps.core.errors import RuleError
from apps.core.responses import no_store
from apps.core.tries import may_try

QUESTIONS_A_MINUTE = 60  # from one place: each is kept in a session


@method_decorator(login_not_required, name="dispatch")
class SignIn(View):
    """One field. The answer is the same for every address that could exist."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect(get_next_redirect_url(request) or "/")
        return self._page(request, AddressForm(), 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AddressForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, 422)
        address = form.cleaned_data["address"]
        if refusal := refuse_code(request, address):
            form.add_error("address", refusal)
            return self._page(request, form, 429)
        SignInProcess.start(
            request,
            Wish(
                address=address,
                time_zone=form.cleaned_data["time_zone"],
                own_phone=form.cleaned_data["own_phone"],
                next_url=get_next_redirect_url(request) or "/",
            ),
        )
        return redirect("account_code")

    def _page(self, request: HttpRequest, form: AddressForm, status: int) -> HttpResponse:
        return sign_in_page(request, form, status)


@method_decorator(login_not_required, name="dispatch")
class Code(CodeView):
    """The code we sent, typed in the browser that asked for it."""

    process_class = SignInProcess
    start = "account_login"
    back_label = _lazy("Use another address")
    may_be_unknown = True

    def finish(self, process: SignInProcess) -> HttpResponseBase:
        return process.finish()


@method_decorator([login_not_required, no_store], name="dispatch")
class PasskeySignIn(View):
    """Signing in with a passkey, from the same page: GET is what the device is asked, POST its answer."""

    def get(self, request: HttpRequest) -> HttpResponse:
        here = f"accounts.passkey_question:{place(request)}"  # allauth counts no GET
        if not may_try(here, limit=QUESTIONS_A_MINUTE, seconds=60):
            return HttpResponse(status=429)
        return HttpResponse(passkeys.options_to_show(), content_type="application/json")

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = AddressForm(initial=request.POST)
        if not ratelimit.consume(request, action="passkey_sign_in"):
            return sign_in_page(request, form, 429, _("That was a lot of tries. Please wait."))
        next_url = get_next_redirect_url(request) or "/"
        try:
            answer = passkeys.sign_in(
                request, request.POST.get("credential", ""), next_url=next_url
            )
        except RuleError as error:
            return sign_in_page(request, form, 422, error.message)
        set_session_length(request, own_phone="own_phone" in request.POST)
        return answer


def sign_in_page(
    request: HttpRequest, form: AddressForm, status: int, trouble: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "next_url": get_next_redirect_url(request) or "",
        "trouble": trouble,
    }
    return render(request, "accounts/sign_in.html", context, status=status)


@method_decorator(login_not_required, name="dispatch")
class SignOut(View):
    """Also for whoever was signed out meanwhile: they are told so, instead of having to sign in to sign out."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("account_login")

    def post(self, request: HttpRequest) -> HttpResponse:
        logout(request)
        messages.success(request, _("You are signed out."))
        response = redirect("account_login")
        # So that Back shows nothing on a borrowed phone; the page one lands on does the same by itself.
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response
