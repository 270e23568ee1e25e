"""Passkeys as the key of the staff's rooms: set up once, then used on each working day.

Built on allauth's WebAuthn parts; its own pages and its sign-in by passkey stay off.
"""

import json
import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django.http import HttpRequest

from apps.accounts.models import User

WORKING_DAY_SECONDS = 12 * 3600
FRESH_CODE_SECONDS = 15 * 60

PasskeyForm = AddWebAuthnForm | ReauthenticateWebAuthnForm


def has_passkey(user: User) -> bool:
    return bool(
        Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.WEBAUTHN).exists()
    )


def was_used_today(request: HttpRequest, user: User) -> bool:
    """Whether this session has shown a passkey within the last twelve hours."""
    return _within(
        WORKING_DAY_SECONDS,
        (r for r in get_authentication_records(request, user) if r.get("type") == "webauthn"),
    )


def may_set_up(request: HttpRequest, user: User) -> bool:
    """The first passkey only, and only right after typing a code: not on a session left open."""
    codes = (r for r in get_authentication_records(request, user) if r.get("method") == "code")
    return not has_passkey(user) and _within(FRESH_CODE_SECONDS, codes)


def options(user: User) -> str:
    """What the browser needs to ask the device, as JSON; the challenge stays in the session."""
    begin = auth.begin_authentication if has_passkey(user) else _begin_registration
    return json.dumps(begin(user), default=dict)


def form(user: User, posted: Any) -> PasskeyForm:
    kind = ReauthenticateWebAuthnForm if has_passkey(user) else AddWebAuthnForm
    return kind(posted, user=user)


def is_valid(posted: PasskeyForm) -> bool:
    """Whether the device answered our challenge. The parser raises on what is no answer of any device."""
    try:
        return bool(posted.is_valid())
    except (AttributeError, KeyError, TypeError, ValueError):
        return False


def finish(request: HttpRequest, user: User, valid: PasskeyForm) -> None:
    """Keep a new passkey, or note that the known one was used; either opens the rooms for today."""
    if isinstance(valid, AddWebAuthnForm):
        kept = auth.WebAuthn.add(
            user, valid.cleaned_data["name"], valid.cleaned_data["credential"]
        ).instance
        post_authentication(request, kept, reauthenticated=True)
    else:
        valid.save()


def _begin_registration(user: User) -> dict[str, Any]:
    return auth.begin_registration(user, passwordless=False)


def _within(seconds: int, records: Any) -> bool:
    return any(time.time() - float(record["at"]) < seconds for record in records)
