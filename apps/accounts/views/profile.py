"""The first welcome and one's own details."""

from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views import View

from apps.accounts import selectors, services
from apps.accounts.forms import ProfileForm, WelcomeForm
from apps.accounts.requests import person


class Welcome(View):
    """Terms, privacy and age: once, and again when the operator's texts change."""

    before_welcome = True

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, WelcomeForm(initial={"name": person(request).name}), 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = WelcomeForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, 422)
        services.accept_terms(person(request), name=form.cleaned_data["name"])
        wanted = get_next_redirect_url(request) or "/"
        if form.cleaned_data["passkey"]:
            return redirect(f"{reverse('account_passkey_add')}?{urlencode({'next': wanted})}")
        return redirect(wanted)

    def _page(self, request: HttpRequest, form: WelcomeForm, status: int) -> HttpResponse:
        context = {
            "form": form,
            "next_url": get_next_redirect_url(request) or "",
            "returning": bool(person(request).terms_version),
        }
        return render(request, "accounts/welcome.html", context, status=status)


class Me(View):
    """Everything about oneself, one line each."""

    def get(self, request: HttpRequest) -> HttpResponse:
        user = person(request)
        kinds = selectors.authenticator_kinds(user)
        context = {"has_passkey": "webauthn" in kinds, "has_second_step": "totp" in kinds}
        return render(request, "accounts/me.html", context)


class Details(View):
    """Name and time zone."""

    def get(self, request: HttpRequest) -> HttpResponse:
        user = person(request)
        form = ProfileForm(initial={"name": user.name, "time_zone": user.zone})
        return render(request, "accounts/details.html", {"form": form})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ProfileForm(request.POST)
        if not form.is_valid():
            return render(request, "accounts/details.html", {"form": form}, status=422)
        services.change_profile(person(request), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("account_profile")
