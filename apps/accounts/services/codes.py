"""The mail with a code."""

from datetime import datetime, timedelta
from email.utils import format_datetime

from allauth.account import app_settings
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from apps.accounts.kinds import Purpose
from apps.accounts.models import User
from apps.core import clock
from apps.core.site_guide import guide


def send_code(email: str, code: str, purpose: Purpose) -> None:
    """Put the mail with the code in the outbox: the same work for a known and an unknown address."""
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
