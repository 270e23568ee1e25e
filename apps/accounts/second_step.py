"""What the pages of the second step share: the secret while it is being set up, checking a typed code."""

from allauth.core import ratelimit
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from apps.accounts import services
from apps.accounts.models import User
from apps.core.errors import RuleError

SECRET = "second_step_secret"  # session key  # noqa: S105


def secret(request: HttpRequest) -> str:
    """The secret being set up in this session: the same until it is confirmed, however often the page is opened."""
    if SECRET not in request.session:
        request.session[SECRET] = generate_totp_secret()
    return str(request.session[SECRET])


def forget_secret(request: HttpRequest) -> None:
    request.session.pop(SECRET, None)


def app_link(user: User, totp_secret: str) -> str:
    """What an app understands: in the square, or tapped on the phone that has the app."""
    return str(get_adapter().build_totp_url(user, totp_secret))


def in_fours(totp_secret: str) -> str:
    """The secret as people read it off."""
    return " ".join(totp_secret[start : start + 4] for start in range(0, len(totp_secret), 4))


def check(request: HttpRequest, user: User, form: forms.Form) -> Authenticator | None:
    """What the typed code belongs to; else the form says what is wrong. Tries are counted per person."""
    if not form.is_valid():
        return None
    if not ratelimit.consume(request, action="second_step", key=str(user.pk)):
        form.add_error("code", _("That was a lot of tries. Please wait ten minutes."))
        return None
    try:
        used = services.use_second_step(user, form.cleaned_data["code"])
    except RuleError as error:
        form.add_error("code", error.message)
        return None
    ratelimit.clear(request, action="second_step", key=str(user.pk))
    return used
