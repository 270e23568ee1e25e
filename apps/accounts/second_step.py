"""What the pages of the second step share: the secret while it is being set up, its picture, checking a typed code."""

import segno
from allauth.core import ratelimit
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django import forms
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
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


def qr(user: User, totp_secret: str) -> SafeString:
    """The square an app reads, as a drawing that needs no style and no file."""
    drawing = segno.make(get_adapter().build_totp_url(user, totp_secret), micro=False).svg_inline(
        omitsize=True, border=2, svgclass="qr", lineclass=None, light="#fff"
    )
    return mark_safe(drawing)  # noqa: S308  the package's own drawing


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
