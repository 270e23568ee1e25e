"""Letters that tell people what was changed about how they sign in. They name no illness, no circle and no device."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from apps.accounts.kinds import Notice
from apps.accounts.models import User
from apps.core.site_guide import guide


def tell(user: User, what: Notice) -> None:
    """To the person's own address, in their language."""
    send_letter(user, user.email, "changed", {"what": what})


def send_letter(user: User, address: str, name: str, context: dict[str, Any]) -> None:
    """The letter ``accounts/email/<name>`` to one address of this person."""
    context = {"site": guide(), "site_url": settings.SITE_URL, **context}
    with translation.override(user.language or translation.get_language() or "en"):
        subject = render_to_string("accounts/email/notice_subject.txt", context).strip()
        message = EmailMultiAlternatives(
            subject=subject,
            body=render_to_string(f"accounts/email/{name}.txt", context),
            to=[address],
        )
        message.attach_alternative(
            render_to_string(f"accounts/email/{name}.html", context), "text/html"
        )
        message.send()
