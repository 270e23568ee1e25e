"""One's own passkeys, and the staff's door."""

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views import View

from apps.accounts import passkeys, selectors, services
from apps.accounts.forms import PasskeyNameForm
from apps.accounts.fresh import FreshProof
from apps.accounts.models import User
from apps.accounts.requests import person
from apps.core.errors import RuleError


class Passkeys(View):
    """The list, each by the name of its device."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"passkeys": selectors.passkeys_of(person(request))}
        return render(request, "accounts/passkeys.html", context)


class _Change(FreshProof):
    """For whoever may change passkeys: a fresh proof, and of staff a passkey they have."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not passkeys.may_change(request, person(request)):
            return redirect(
                f"{reverse('account_passkey')}?{urlencode({'next': request.get_full_path()})}"
            )
        return super().dispatch(request, *args, **kwargs)


class PasskeyAdd(_Change):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(200)

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            passkey = passkeys.add(request, person(request), request.POST.get("credential", ""))
        except RuleError as error:
            return self._page(422, error.message)
        messages.success(request, _("From now on this device signs you in without a code."))
        wanted = get_next_redirect_url(request)
        return redirect(wanted) if wanted else redirect("account_passkey_detail", passkey.pk)

    def _page(self, status: int, trouble: str = "") -> HttpResponse:
        context = {
            "options": passkeys.options_to_add(person(self.request)),
            "next_url": get_next_redirect_url(self.request) or "",
            "trouble": trouble,
        }
        return render(self.request, "accounts/passkey_add.html", context, status=status)


class PasskeyDetail(View):
    """Its name, and the way to its removal."""

    def get(self, request: HttpRequest, passkey_id: int) -> HttpResponse:
        passkey = _wanted(request, passkey_id)
        return self._page(passkey, PasskeyNameForm(initial={"name": passkey.data["name"]}), 200)

    def post(self, request: HttpRequest, passkey_id: int) -> HttpResponse:
        passkey = _wanted(request, passkey_id)
        form = PasskeyNameForm(request.POST)
        if not form.is_valid():
            return self._page(passkey, form, 422)
        services.rename_passkey(passkey, form.cleaned_data["name"])
        messages.success(request, _("Saved."))
        return redirect("account_passkeys")

    def _page(self, passkey: Authenticator, form: PasskeyNameForm, status: int) -> HttpResponse:
        context = {"passkey": passkey, "form": form}
        return render(self.request, "accounts/passkey_detail.html", context, status=status)


class PasskeyRemoval(_Change):
    def get(self, request: HttpRequest, passkey_id: int) -> HttpResponse:
        passkey = _wanted(request, passkey_id)
        return render(request, "accounts/passkey_removal.html", {"passkey": passkey})

    def post(self, request: HttpRequest, passkey_id: int) -> HttpResponse:
        passkey = selectors.passkey_of(person(request), passkey_id)
        if passkey:  # pressed twice, it is gone already
            services.remove_passkey(passkey)
        messages.success(request, _("That passkey no longer signs you in."))
        return redirect("account_passkeys")


class PasskeyLater(View):
    """Puts the offer of a passkey away for good; it stays under Me."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("account_passkeys")

    def post(self, request: HttpRequest) -> HttpResponse:
        services.end_passkey_offer(person(request))
        return redirect(get_next_redirect_url(request) or "/")


class Passkey(View):
    """Staff show a passkey before they work; the first time they set one up."""

    def get(self, request: HttpRequest) -> HttpResponse:
        user = staff(request)
        if not passkeys.has_passkey(user):
            return _set_up_first(request)
        if passkeys.was_used_today(request, user):
            return redirect(get_next_redirect_url(request) or "/")
        return self._page(user, 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        user = staff(request)
        if not passkeys.has_passkey(user):
            return _set_up_first(request)
        try:
            passkeys.show(request, user, request.POST.get("credential", ""))
        except RuleError as error:
            return self._page(user, 422, error.message)
        return redirect(get_next_redirect_url(request) or "/")

    def _page(self, user: User, status: int, trouble: str = "") -> HttpResponse:
        context = {
            "options": passkeys.options_to_show(user),
            "next_url": get_next_redirect_url(self.request) or "",
            "trouble": trouble,
        }
        return render(self.request, "accounts/passkey.html", context, status=status)


def staff(request: HttpRequest) -> User:
    """The signed-in member of staff. Raises Http404 for anyone else."""
    user = person(request)
    if not user.is_staff:
        raise Http404
    return user


def _set_up_first(request: HttpRequest) -> HttpResponse:
    query = urlencode({"next": get_next_redirect_url(request) or "/"})
    return redirect(f"{reverse('account_passkey_add')}?{query}")


def _wanted(request: HttpRequest, passkey_id: int) -> Authenticator:
    passkey = selectors.passkey_of(person(request), passkey_id)
    if passkey is None:
        raise Http404
    return passkey
