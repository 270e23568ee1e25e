"""Sign-in by a code sent to an email address or a phone: one page, one path, whether or not it is known.

Built on allauth's code-verification process and login pipeline. Nothing the asker sees (text, status,
number of mails, time taken) depends on whether there is an account, and none exists before the code was
typed. A phone number opens the account that has proved it and makes none.
"""

import time
from dataclasses import asdict, dataclass

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from apps.accounts import services
from apps.accounts.codes import CodeProcess
from apps.accounts.kinds import Purpose
from apps.accounts.selectors import account_with, undoable_email_change_from
from apps.accounts.services.letters import path_to_stop
from apps.core.phones import is_phone

OWN_PHONE_SECONDS = 365 * 24 * 3600
SHARED_PHONE_SECONDS = 30 * 60


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person asked for on the first page, kept until the code is typed."""

    address: str
    time_zone: str
    own_phone: bool
    next_url: str


class SignInProcess(CodeProcess):
    session_key = "sign_in"

    @classmethod
    def start(cls, request: HttpRequest, wish: Wish) -> "SignInProcess":
        """Send a code and remember what was asked for."""
        return cls.begin(request, **asdict(wish))

    def deliver(self, code: str) -> None:
        services.send_code(self.address, code, Purpose.SIGN_IN)

    def matches(self, code: str) -> bool:
        """No code fits a number nobody has: none was sent there."""
        is_right = super().matches(code)
        return is_right and not (is_phone(self.address) and account_with(self.address) is None)

    def finish(self) -> HttpResponseBase:
        """Sign in, making the account if there is none. The code is used up.

        An address that an account lost this week gets no new one: it leads to the page that undoes that.
        """
        self.abort()
        if change := undoable_email_change_from(self.address):
            return redirect(path_to_stop(change))
        login = Login(redirect_url=self.state["next_url"])
        if is_phone(self.address):
            login.user, login.phone = account_with(self.address), self.address
        else:
            login.user = services.open_account(self.address, time_zone=self.state["time_zone"])
            login.email = self.address
        record_authentication(
            self.request, login.user, method="code", email=login.email, phone=login.phone
        )
        response = perform_login(self.request, login)
        set_session_length(self.request, own_phone=self.state["own_phone"])
        return response


def is_shared(request: HttpRequest) -> bool:
    """Whether they did not say that this phone is their own."""
    return request.session.get_expiry_age() <= SHARED_PHONE_SECONDS


def set_session_length(request: HttpRequest, *, own_phone: bool) -> None:
    """A year on one's own phone, else thirty idle minutes (see middleware.PersonMiddleware)."""
    request.session.set_expiry(OWN_PHONE_SECONDS if own_phone else SHARED_PHONE_SECONDS)
    request.session["seen"] = int(time.time())
