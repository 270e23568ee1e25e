"""Sign-in by a code sent to an email address: one page, one path, whether or not the address is known.

Built on allauth's code-verification process and login pipeline. Nothing the asker sees (text, status,
number of mails, time taken) depends on whether there is an account, and none exists before the code was
typed.
"""

from dataclasses import asdict, dataclass

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponseBase

from apps.accounts import services
from apps.accounts.codes import CodeProcess
from apps.accounts.kinds import Purpose

OWN_PHONE_SECONDS = 365 * 24 * 3600
SHARED_PHONE_SECONDS = 30 * 60


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person asked for on the first page, kept until the code is typed."""

    email: str
    time_zone: str
    own_phone: bool
    next_url: str


class SignInProcess(CodeProcess):
    session_key = "sign_in"

    @classmethod
    def start(cls, request: HttpRequest, wish: Wish) -> "SignInProcess":
        """Send a code to the address and remember what was asked for."""
        return cls.begin(request, **asdict(wish))

    def deliver(self, code: str) -> None:
        services.send_code(self.email, code, Purpose.SIGN_IN)

    def finish(self) -> HttpResponseBase:
        """Sign in, making the account if there is none. The code is used up."""
        self.abort()
        user = services.open_account(self.email, time_zone=self.state["time_zone"])
        record_authentication(self.request, user, method="code", email=self.email)
        login = Login(user=user, email=self.email, redirect_url=self.state["next_url"])
        response = perform_login(self.request, login)
        set_session_length(self.request, own_phone=self.state["own_phone"])
        return response


def set_session_length(request: HttpRequest, *, own_phone: bool) -> None:
    """A year on one's own phone, else thirty idle minutes (see middleware.PersonMiddleware)."""
    request.session.set_expiry(OWN_PHONE_SECONDS if own_phone else SHARED_PHONE_SECONDS)
