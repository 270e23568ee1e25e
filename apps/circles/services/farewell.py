"""The one mail to somebody whose place was ended. It names neither the circle nor the illness nor anyone."""

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core.site_guide import guide


def send_farewell(user: User) -> None:
    """In their language; who has no address hears nothing."""
    if not user.email:
        return
    context = {"site": guide()}
    with translation.override(user.language or translation.get_language()):
        message = EmailMultiAlternatives(
            subject=_("A change on %(site)s") % {"site": guide().site_name},
            body=render_to_string("circles/email/farewell.txt", context),
            to=[user.email],
        )
        html = render_to_string("circles/email/farewell.html", context)
    message.attach_alternative(html, "text/html")
    message.send()
