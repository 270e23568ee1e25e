"""The mail or text with a code."""

from datetime import datetime, timedelta
from email.utils import format_datetime
from urllib.parse import urlsplit

from allauth.account import app_settings
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from apps.accounts.kinds import Purpose
from apps.accounts.models import User
from apps.core import clock, texting
from apps.core.phones import is_phone
from apps.core.site_guide import guide
from apps.core.texting import Text


def send_code(address: str, code: str, purpose: Purpose) -> None:
    """Put the code in the outbox, by mail or by text: the same work for a known and an unknown address."""
    send = _text_code if is_phone(address) else _mail_code
    send(address, code, purpose)


def _text_code(number: str, code: str, purpose: Purpose) -> None:
    """A code to sign in reaches only a number that is known; one to prove a number goes to a new one."""
    user = User.objects.filter(phone=number).first()
    host = urlsplit(settings.SITE_URL).hostname
    context = {"code": code, "purpose": purpose, "site": guide(), "host": host}
    with translation.override(
        (user.language if user else "") or translation.get_language() or "en"
    ):
        body = render_to_string("accounts/text/code.txt", context).strip()
    is_new = purpose is Purpose.NEW_NUMBER
    texting.send(Text(number, body, _code_expiry(), holder_only=not is_new))


def _mail_code(email: str, code: str, purpose: Purpose) -> None:
    user = User.objects.filter(email=email).first()
    language = (user.language if user else "") or translation.get_language() or "en"
    context = {
        "code": code,
        "known": user is not None,
        "purpose": purpose,
        "site": guide(),
        "site_url": settings.SITE_URL,
    }
    with translation.override(language):
        subject = render_to_string("accounts/email/code_subject.txt", context).strip()
        message = EmailMultiAlternatives(
            subject=subject,
            body=render_to_string("accounts/email/code.txt", context),
            to=[email],
            headers={"Expires": format_datetime(_code_expiry())},
        )
        message.attach_alternative(
            render_to_string("accounts/email/code.html", context), "text/html"
        )
        message.send()


def _code_expiry() -> datetime:
    return clock.now() + timedelta(seconds=app_settings.LOGIN_BY_CODE_TIMEOUT)
