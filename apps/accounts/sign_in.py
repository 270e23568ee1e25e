"""Sign-in by a code sent to an email address: one page, one path, whether or not the address is known.

Built on allauth's code-verification process and login pipeline. Nothing the asker sees (text, status,
number of mails, time taken) depends on whether there is an account, and none exists before the code was
typed. The session holds a hash of the code, never the code.
"""

import time
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import (
    AbstractCodeVerificationProcess,
)
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare, salted_hmac

from apps.accounts import services

SESSION_KEY = "sign_in"
OWN_PHONE_SECONDS = 365 * 24 * 3600
SHARED_PHONE_SECONDS = 30 * 60
MAX_RESENDS = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person asked for on the first page, kept until the code is typed."""

    email: str
    time_zone: str
    own_phone: bool
    next_url: str


class SignInProcess(AbstractCodeVerificationProcess):
    def __init__(self, request: HttpRequest, state: dict[str, Any]) -> None:
        super().__init__(
            max_attempts=app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=app_settings.LOGIN_BY_CODE_TIMEOUT,
            state=state,
        )
        self.request = request

    @classmethod
    def start(cls, request: HttpRequest, wish: Wish) -> "SignInProcess":
        """Send a code to the address and remember what was asked for."""
        state = cls.initial_state(user=None, email=wish.email)
        state |= {
            "id": uuid4().hex,
            "time_zone": wish.time_zone,
            "own_phone": wish.own_phone,
            "next_url": wish.next_url,
        }
        process = cls(request, state)
        process.send()
        process.persist()
        return process

    @classmethod
    def current(cls, request: HttpRequest) -> "SignInProcess | None":
        """The process this browser is in the middle of, however old."""
        state = request.session.get(SESSION_KEY)
        return cls(request, state) if state else None

    @property
    def email(self) -> str:
        return str(self.state["email"])

    @property
    def can_resend(self) -> bool:
        return not self.is_resend_quota_reached(MAX_RESENDS)

    def send(self) -> None:
        code = get_adapter().generate_login_code()
        self.state["code_hash"] = self._hash(code)
        services.send_sign_in_code(self.email, code)

    def resend(self) -> None:
        """A new code; the old one stops working and the fifteen minutes begin again."""
        self.state |= {"at": time.time(), "id": uuid4().hex}
        self.send()
        self.record_resend()
        self.persist()

    def has_tries_left(self) -> bool:
        """Count this try, in one place for tries that arrive together, and say whether it may be made."""
        key = f"accounts.sign_in.tries:{self.state['id']}"
        cache.add(key, 0, timeout=self.timeout)
        return int(cache.incr(key)) <= self.max_attempts

    def matches(self, code: str) -> bool:
        return constant_time_compare(self.state["code_hash"], self._hash(code))

    def finish(self) -> HttpResponseBase:
        """Sign in, making the account if there is none. The code is used up."""
        self.abort()
        user = services.open_account(self.email, time_zone=self.state["time_zone"])
        record_authentication(self.request, user, method="code", email=self.email)
        login = Login(user=user, email=self.email, redirect_url=self.state["next_url"])
        response = perform_login(self.request, login)
        set_session_length(self.request, own_phone=self.state["own_phone"])
        return response

    def persist(self) -> None:
        self.request.session[SESSION_KEY] = self.state

    def abort(self) -> None:
        self.request.session.pop(SESSION_KEY, None)

    def _hash(self, code: str) -> str:
        return salted_hmac(f"accounts.sign_in:{self.email}", code, algorithm="sha256").hexdigest()


def set_session_length(request: HttpRequest, *, own_phone: bool) -> None:
    """A year on one's own phone, else thirty idle minutes (see middleware.PersonMiddleware)."""
    request.session.set_expiry(OWN_PHONE_SECONDS if own_phone else SHARED_PHONE_SECONDS)
