"""A code is sent to an address or a phone number and typed in the browser that asked for it.

One process for every such code, on allauth's: fifteen minutes, five tries, three more codes. The session holds
a hash of the code, never the code.
"""

import time
from abc import abstractmethod
from typing import Any, ClassVar, Self
from uuid import uuid4

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.core import ratelimit
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from apps.accounts.requests import place
from apps.core.phones import is_phone
from apps.core.tries import may_try

MAX_RESENDS = 3


def may_ask(request: HttpRequest, address: str) -> bool:
    """Whether one more code may go to this address, asked for from here. It counts numbers nobody has too."""
    action = "request_text" if is_phone(address) else "request_login_code"
    here = f"{place(request)} {address}"
    return ratelimit.consume(request, action=action, key=here) and ratelimit.consume(
        request, action=f"{action}_for_address", key=address
    )


class CodeProcess(AbstractCodeVerificationProcess):
    """What a browser is in the middle of. A subclass names its place in the session and sends the code."""

    session_key: ClassVar[str]

    def __init__(self, request: HttpRequest, state: dict[str, Any]) -> None:
        super().__init__(
            max_attempts=app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=app_settings.LOGIN_BY_CODE_TIMEOUT,
            state=state,
        )
        self.request = request

    @classmethod
    def begin(cls, request: HttpRequest, address: str, **wish: Any) -> Self:
        """Send a code to the address and remember what it was wanted for."""
        state = cls.initial_state(user=None) | {"id": uuid4().hex, "address": address}
        process = cls(request, state | wish)
        process.send()
        process.persist()
        return process

    @classmethod
    def current(cls, request: HttpRequest) -> Self | None:
        """The process this browser is in the middle of, however old."""
        state = request.session.get(cls.session_key)
        return cls(request, state) if state else None

    @property
    def address(self) -> str:
        return str(self.state["address"])

    @property
    def can_resend(self) -> bool:
        return not self.is_resend_quota_reached(MAX_RESENDS)

    @abstractmethod
    def deliver(self, code: str) -> None: ...

    def send(self) -> None:
        code = get_adapter().generate_login_code()
        self.state["code_hash"] = self._hash(code)
        self.deliver(code)

    def resend(self) -> None:
        """A new code; the old one stops working and the fifteen minutes begin again."""
        self.state |= {"at": time.time(), "id": uuid4().hex}
        self.send()
        self.record_resend()
        self.persist()

    def has_tries_left(self) -> bool:
        """Count this try, in one place for tries that arrive together, and say whether it may be made."""
        key = f"accounts.code.tries:{self.state['id']}"
        return may_try(key, limit=self.max_attempts, seconds=self.timeout)

    def matches(self, code: str) -> bool:
        return constant_time_compare(self.state["code_hash"], self._hash(code))

    def persist(self) -> None:
        self.request.session[self.session_key] = self.state

    def abort(self) -> None:
        self.request.session.pop(self.session_key, None)

    def _hash(self, code: str) -> str:
        salt = f"accounts.{self.session_key}:{self.address}"
        return salted_hmac(salt, code, algorithm="sha256").hexdigest()
