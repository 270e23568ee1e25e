"""Fresh proof: before something weighty changes, people show once more that it is them.

Whoever holds an unlocked phone, or finds a session left open, can read; they cannot change the address, delete
the account or hand over a circle. What was shown is kept in the session, in allauth's records; signing in counts.
Other rooms take ``FreshProof`` and nothing else from here.
"""

import time
from dataclasses import dataclass
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views import View

from apps.accounts import selectors, services
from apps.accounts.codes import CodeProcess
from apps.accounts.kinds import Purpose
from apps.accounts.models import User
from apps.accounts.requests import person
from apps.core import texting
from apps.core.middleware import is_fragment
from apps.core.phones import is_phone

FRESH_SECONDS = 10 * 60
SLOW_TYPING_SECONDS = 10 * 60


@dataclass(frozen=True, slots=True)
class Ways:
    """How someone can show that it is them. A second step is not got round by a code alone."""

    passkey: bool
    app: bool
    mail: bool
    text: bool


def ways(user: User) -> Ways:
    kinds = selectors.authenticator_kinds(user)
    app = "totp" in kinds
    has_phone = user.phone is not None and texting.is_on()
    return Ways(passkey="webauthn" in kinds, app=app, mail=not app, text=has_phone and not app)


class FreshProof(View):
    """A page that opens only to whoever has shown within ten minutes that it is them; others are asked first.

    The page's GET asks, so nothing typed is lost; its POST asks again, with ten minutes more for typing. In a
    circle it stands behind the access: ``class Handover(CircleView, FreshProof)``.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        grace = SLOW_TYPING_SECONDS if request.method == "POST" else 0
        if not is_fresh(request, within=FRESH_SECONDS + grace):
            return ask(request)
        return super().dispatch(request, *args, **kwargs)


def is_fresh(request: HttpRequest, *, within: int = FRESH_SECONDS) -> bool:
    """Whether this session has shown enough within so many seconds."""
    user = person(request)
    shown = _shown(request, user, within)
    if not shown:
        return False
    strong = any(record["method"] == "mfa" for record in shown)
    return strong or ways(user).mail


def has_read_mailbox(request: HttpRequest) -> bool:
    """Whether a code sent to the address the person has now was typed here just now."""
    user = person(request)
    shown = _shown(request, user, FRESH_SECONDS + SLOW_TYPING_SECONDS)
    return any(record.get("email") == user.email for record in shown)


def ask(request: HttpRequest) -> HttpResponse:
    """To the page that asks, and from there back by GET: a step that was a POST comes back to its thing."""
    back = request.get_full_path()
    if is_fragment(request):
        back = request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]
    return redirect(f"{reverse('account_proof')}?{urlencode({'next': back})}")


class ProofProcess(CodeProcess):
    """A code to the address or the phone of whoever is signed in."""

    session_key = "proof"

    def deliver(self, code: str) -> None:
        services.send_code(self.address, code, Purpose.PROOF)

    def matches(self, code: str) -> bool:
        """No code fits an address or a number that the account no longer has."""
        user = person(self.request)
        return super().matches(code) and self.address in (user.email, user.phone)

    def finish(self) -> None:
        self.abort()
        shown = {"phone" if is_phone(self.address) else "email": self.address}
        record_authentication(
            self.request, person(self.request), method="code", reauthenticated=True, **shown
        )


def _shown(request: HttpRequest, user: User, within: int) -> list[dict[str, Any]]:
    records = get_authentication_records(request, user)
    return [record for record in records if time.time() - float(record["at"]) < within]
