"""The second step: typing it while signing in, setting it up, its recovery codes, turning it off."""

from typing import Any

from allauth.account.stages import LoginStageController
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.stages import AuthenticateStage
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from apps.accounts import second_step, selectors, services
from apps.accounts.forms import AppCodeForm, SecondStepForm
from apps.accounts.fresh import FreshProof
from apps.accounts.models import User
from apps.accounts.requests import person
from apps.core.errors import RuleError
from apps.core.responses import no_store


@method_decorator([login_not_required, no_store], name="dispatch")
class SecondStepSignIn(View):
    """After the code from the mail: the code from the app. allauth leads here by the address's name."""

    stage: AuthenticateStage
    user: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        stage = LoginStageController.enter(request, AuthenticateStage.key)
        if stage is None or not isinstance(stage.login.user, User):
            return redirect("account_login")
        self.stage, self.user = stage, stage.login.user
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(SecondStepForm(), 200)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = SecondStepForm(request.POST)
        used = second_step.check(request, self.user, form)
        if used is None:
            return self._page(form, 422)
        post_authentication(request, used)
        response: HttpResponseBase = self.stage.exit()  # type: ignore[no-untyped-call]
        return response

    def _page(self, form: SecondStepForm, status: int) -> HttpResponse:
        return render(
            self.request, "accounts/second_step_sign_in.html", {"form": form}, status=status
        )


class SecondStep(View):
    """Whether it is on, and what can be done about it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        user = person(request)
        context = {
            "is_on": "totp" in selectors.authenticator_kinds(user),
            "codes_left": selectors.recovery_codes_left(user),
        }
        return render(request, "accounts/second_step.html", context)


class SecondStepSetup(FreshProof):
    def get(self, request: HttpRequest) -> HttpResponse:
        if "totp" in selectors.authenticator_kinds(person(request)):
            return redirect("account_second_step")
        return self._page(AppCodeForm(), 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AppCodeForm(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        user, secret = person(request), second_step.secret(request)
        try:
            codes = services.turn_on_second_step(
                user, secret=secret, code=form.cleaned_data["code"]
            )
        except RuleError as error:
            form.add_error("code", error.message)
            return self._page(form, 422)
        second_step.forget_secret(request)
        return _codes_page(request, codes) if codes else redirect("account_second_step")

    def _page(self, form: AppCodeForm, status: int) -> HttpResponse:
        secret = second_step.secret(self.request)
        context = {
            "form": form,
            "secret": secret,
            "letters": second_step.in_fours(secret),
            "app_link": second_step.app_link(person(self.request), secret),
        }
        return render(self.request, "accounts/second_step_setup.html", context, status=status)


class RecoveryCodes(FreshProof):
    """New recovery codes in place of the old ones."""

    def get(self, request: HttpRequest) -> HttpResponse:
        left = selectors.recovery_codes_left(person(request))
        return render(request, "accounts/recovery_codes_new.html", {"codes_left": left})

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            codes = services.renew_recovery_codes(person(request))
        except RuleError as error:
            messages.error(request, error.message)
            return redirect("account_second_step")
        return _codes_page(request, codes)


class SecondStepRemoval(FreshProof):
    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "accounts/second_step_removal.html")

    def post(self, request: HttpRequest) -> HttpResponse:
        services.turn_off_second_step(person(request))
        messages.success(request, _("From now on the code we send you is enough to sign in."))
        return redirect("account_second_step")


def _codes_page(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """The only time they are shown: nothing keeps them, so the answer to the post itself is the page."""
    grouped = [f"{code[:5]} {code[5:]}" for code in codes]
    return render(request, "accounts/recovery_codes.html", {"codes": grouped})
