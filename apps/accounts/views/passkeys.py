"""The staff's door."""

from allauth.account.utils import get_next_redirect_url
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from apps.accounts import passkeys
from apps.accounts.models import User
from apps.accounts.requests import person


class Passkey(View):
    """Staff show a passkey before they work; the first time they set one up. Nobody else has one yet."""

    def get(self, request: HttpRequest) -> HttpResponse:
        user = staff(request)
        if not passkeys.has_passkey(user) and not passkeys.may_set_up(request, user):
            return render(request, "accounts/passkey_sign_in_again.html")
        return self._page(request, 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        user = staff(request)
        if not passkeys.has_passkey(user) and not passkeys.may_set_up(request, user):
            return redirect("account_passkey")
        form = passkeys.form(user, request.POST)
        if not passkeys.is_valid(form):
            return self._page(request, 422)
        passkeys.finish(request, user, form)
        return redirect(get_next_redirect_url(request) or "/")

    def _page(self, request: HttpRequest, status: int) -> HttpResponse:
        user = staff(request)
        context = {
            "failed": status != 200,
            "is_new": not passkeys.has_passkey(user),
            "options": passkeys.options(user),
            "next_url": get_next_redirect_url(request) or "",
        }
        return render(request, "accounts/passkey.html", context, status=status)


def staff(request: HttpRequest) -> User:
    """The signed-in member of staff. Raises Http404 for anyone else."""
    user = person(request)
    if not user.is_staff:
        raise Http404
    return user
