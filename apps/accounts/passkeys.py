"""Passkeys: what the device is asked, and whether its answer holds. Built on allauth's WebAuthn parts.

They sign people in, prove that it is them, and are the key of the staff's rooms. The challenge stays in the session
and works once. Every way in which an answer can be wrong has its own sentence, as a RuleError; to a stranger none of
them says whether there is an account.
"""

import json
import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, perform_login
from allauth.account.models import Login
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from fido2.rpid import verify_rp_id
from fido2.utils import websafe_decode

from apps.accounts import selectors, services
from apps.accounts.models import User
from apps.accounts.rules import machine
from apps.core.errors import RuleError

WORKING_DAY_SECONDS = 12 * 3600
MALFORMED = (AttributeError, KeyError, TypeError, ValueError, ValidationError)


def has_passkey(user: User) -> bool:
    return "webauthn" in selectors.authenticator_kinds(user)


def was_used_today(request: HttpRequest, user: User) -> bool:
    """Whether this session has shown a passkey within the last twelve hours."""
    shown = (r for r in get_authentication_records(request, user) if r.get("type") == "webauthn")
    return any(time.time() - float(record["at"]) < WORKING_DAY_SECONDS for record in shown)


def may_change(request: HttpRequest, user: User) -> bool:
    """Staff who have a passkey show it first: a read mailbox must not open the editors' room."""
    return not user.is_staff or not has_passkey(user) or was_used_today(request, user)


def options_to_add(user: User) -> str:
    """What the browser needs to have the device make a passkey, as JSON."""
    return json.dumps(auth.begin_registration(user, passwordless=True), default=dict)


def options_to_show(user: User | None = None) -> str:
    """The same to use one: of this person, or of whoever it signs in."""
    return json.dumps(auth.begin_authentication(user), default=dict)


def add(request: HttpRequest, user: User, posted: str) -> Authenticator:
    """Keep what the device made, named after the device. Raises RuleError when it does not hold."""
    answer = _parsed(request, posted)
    already = _mine(user, answer)
    if already:
        return already  # sent twice
    try:
        made = auth.complete_registration(answer)
    except MALFORMED as error:
        raise _complaint(request, known=True) from error
    if not made.is_user_verified():
        raise _complaint(request, known=True)
    name = str(machine(request.headers.get("User-Agent", "")).label)
    kept = services.keep_passkey(user, name=name, credential=answer)
    post_authentication(request, kept, reauthenticated=True)
    return kept


def show(request: HttpRequest, user: User, posted: str) -> None:
    """Note that the person has shown a passkey. Raises RuleError when it does not hold."""
    answer = _parsed(request, posted)
    post_authentication(request, _checked(request, user, answer), reauthenticated=True)


def sign_in(request: HttpRequest, posted: str, *, next_url: str) -> HttpResponseBase:
    """Sign in whoever the passkey belongs to; it is two steps in one. Raises RuleError when it does not hold."""
    answer = _parsed(request, posted)
    try:
        user: User = auth.extract_user_from_response(answer)  # type: ignore[assignment]
    except MALFORMED as error:
        raise _complaint(request, known=False) from error
    passkey = _checked(request, user, answer)
    post_authentication(request, passkey, passwordless=True)
    return perform_login(request, Login(user=user, redirect_url=next_url))


def _parsed(request: HttpRequest, posted: str) -> dict[str, Any]:
    """The answer as the browser wrote it, refused when it was made for another site."""
    try:
        answer = json.loads(posted)
        said = json.loads(websafe_decode(answer["response"]["clientDataJSON"]))
        origin = str(said["origin"])
        identity = str(answer["id"])
    except MALFORMED as error:
        raise RuleError(
            _("The device gave no passkey. Try again, or use another device.")
        ) from error
    host = str(get_adapter().get_public_key_credential_rp_entity()["id"])
    if not verify_rp_id(host, origin):
        raise RuleError(
            _(
                "That passkey was asked for by another site. Look at the address at the top of the"
                " browser: it must be %(host)s."
            )
            % {"host": host}
        )
    return {**answer, "id": identity}


def _checked(request: HttpRequest, user: User, answer: dict[str, Any]) -> Authenticator:
    try:
        passkey = auth.complete_authentication(user, answer)
    except MALFORMED as error:
        raise _complaint(request, known=bool(_mine(user, answer))) from error
    passkey.user = user
    return passkey


def _mine(user: User, answer: dict[str, Any]) -> Authenticator | None:
    mine = selectors.passkeys_of(user)
    return next((row for row in mine if row.data["credential"]["id"] == answer["id"]), None)


def _complaint(request: HttpRequest, *, known: bool) -> RuleError:
    if not request.session.get(auth.STATE_SESSION_KEY):
        return RuleError(_("That took too long, or was sent twice. Please try once more."))
    if not known:
        return RuleError(
            _(
                "That passkey opens no account here. Perhaps it was removed. Sign in with a code instead."
            )
        )
    return RuleError(_("That passkey did not fit. Please try again."))
