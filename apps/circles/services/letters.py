"""Mail about invitations. Its words are neutral: who invites, and a link; no illness, no patient's name."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from apps.circles.access import Access
from apps.circles.models import Invitation
from apps.circles.rules import call_name
from apps.circles.services.tokens import link_for
from apps.core.site_guide import guide
from apps.core.tries import may_try

A_DAY, MAILS_A_DAY = 24 * 3600, 4


def may_mail(address: str) -> bool:
    """Whether one more invitation may go to this address today, whoever asks."""
    mark = salted_hmac("circles.invited_address", address.lower()).hexdigest()
    return may_try(f"circles.mail:{mark}", limit=MAILS_A_DAY, seconds=A_DAY)


def send_invitation(invitation: Invitation) -> None:
    """The link, where there is an address."""
    if invitation.email:
        inviter = call_name(invitation.author.name) if invitation.author else ""
        context = {"inviter": inviter, "link": link_for(invitation)}
        _send("invitation", invitation.email, context)


def ask_inviter(invitation: Invitation) -> None:
    """Somebody answered with another address than the invited one: is it who was meant?"""
    if invitation.author:
        path = reverse("invitation_detail", args=[invitation.circle_id, invitation.pk])
        _note(
            invitation.author.user.email,
            _("Somebody answered your invitation. Please look whether it is the right person."),
            path,
        )


def tell_confirmed(access: Access) -> None:
    path = reverse("today", args=[access.circle.pk])
    _note(access.membership.user.email, _("Your place is ready. You can open it now."), path)


def _note(to: str, text: str, path: str) -> None:
    _send("invitation_note", to, {"text": text, "link": f"{settings.SITE_URL}{path}"})


def _send(name: str, to: str, context: dict[str, str]) -> None:
    whole = {"site": guide(), **context}
    message = EmailMultiAlternatives(
        subject=render_to_string(f"circles/email/{name}_subject.txt", whole).strip(),
        body=render_to_string(f"circles/email/{name}.txt", whole),
        to=[to],
    )
    message.attach_alternative(render_to_string(f"circles/email/{name}.html", whole), "text/html")
    message.send()
