"""The door of the editors' room: staff with a passkey, and nothing of Wagtail's that lists people."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from apps.accounts import passkeys
from apps.accounts.models import User

# Accounts are patients and families: no screen of Wagtail's may list, change or sign them in.
CLOSED = ("users/", "groups/", "bulk/accounts/", "login/", "password_reset/", "failwhale/")


class EditorMiddleware:
    """404 for whoever is no editor; the passkey's page before anything else; a CSP of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.room = f"/{settings.EDITOR_PATH}"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(self.room):
            return self.get_response(request)
        if request.path.removeprefix(self.room).startswith(CLOSED):
            raise Http404
        if isinstance(request.user, User):
            if not _is_editor(request.user):
                raise Http404
            if not passkeys.was_used_today(request, request.user):
                query = urlencode({"next": request.get_full_path()})
                return redirect(f"{reverse('account_passkey')}?{query}")
        return _framed(self.get_response(request))


def _framed(response: HttpResponse) -> HttpResponse:
    """Under the room's own policy; a preview comes with the strict one of the page it shows."""
    if "Content-Security-Policy" in response:
        del response["Content-Security-Policy"]
    vars(response)["_csp_replace"] = (
        settings.EDITOR_CONTENT_SECURITY_POLICY
    )  # as csp_replace() does
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _is_editor(user: User) -> bool:
    return user.is_staff and user.has_perm("wagtailadmin.access_admin")
