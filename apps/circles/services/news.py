"""Short mails to people in a circle. They say that something waits, never what, of whom or of which illness."""

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from apps.circles.models import Membership
from apps.core.links import whole_address
from apps.core.site_guide import guide


def send_news(member: Membership, sentence: Promise) -> None:
    """Through the outbox, in the caller's transaction, in the member's language; the link opens after signing in."""
    user = member.user
    if not user.email:
        return
    with translation.override(user.language or translation.get_language()):
        context = {
            "sentence": str(sentence),
            "link": whole_address("today", member.circle_id),
            "site": guide(),
        }
        message = EmailMultiAlternatives(
            subject=_("Something new on %(site)s") % {"site": guide().site_name},
            body=render_to_string("circles/email/news.txt", context),
            to=[user.email],
        )
        html = render_to_string("circles/email/news.html", context)
    message.attach_alternative(html, "text/html")
    message.send()
