"""Inviting by link: the secret lives in the link and nowhere in the database.

A link is a nonce, by which the row is found, and a secret derived from it and the site's key, so that
whoever invited can see the link again; the row keeps a hash of the secret. A wrong secret counts against the
invitation, which blocks itself. A new link has a new nonce, so old links do not count.
"""

import base64
import hashlib
from datetime import timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.circles import selectors
from apps.circles.access import Access, open_circle, open_for_member
from apps.circles.kinds import Action, Level, Role, Section
from apps.circles.models import Invitation
from apps.circles.services import inviting, joining
from apps.circles.services.circles import add_member
from apps.circles.services.receipts import note_change
from apps.core import clock
from apps.core.errors import RuleError
from apps.core.once import alike, save_once
from apps.core.site_guide import guide

LIFETIME = timedelta(days=14)


@transaction.atomic
def invite(
    access: Access,
    *,
    invitation_id: UUID,
    name: str,
    role: Role,
    relationship: str = "",
    email: str = "",
) -> Invitation:
    """Offer a place; mails the link where there is an address. The same form sent twice invites once."""
    access.require(Section.PEOPLE, Level.EDIT)
    if role == Role.PATIENT and selectors.has_patient(access):
        raise RuleError(_("There is already a patient in this circle."))
    new = Invitation(
        pk=invitation_id,
        circle=access.circle,
        author=access.membership,
        name=name,
        email=email,
        role=role,
        relationship=relationship,
    )
    _renew(new)
    new.full_clean(validate_unique=False)
    rows: QuerySet[Invitation] = Invitation.objects.visible_to(access)
    mine = rows.filter(author=access.membership)
    same = alike(new, "name", "email", "role", "relationship")
    invitation, made = save_once(new, mine, same)
    if not made:
        return invitation
    note_change(access, Action.INVITED, Section.PEOPLE, "invitation", invitation.pk)
    inviting.tell(invitation)
    if email:
        _send(access, invitation)
    return invitation


@transaction.atomic
def renew_link(access: Access, invitation: Invitation) -> None:
    """A new link; the old one stops working. Sent by mail again where there is an address."""
    access.require(Section.PEOPLE, Level.EDIT)
    locked = _lock(invitation)
    _require_open(locked)
    _renew(locked)
    locked.attempts = 0
    locked.save(update_fields=["nonce", "secret_hash", "expires_at", "attempts"])
    note_change(access, Action.INVITED, Section.PEOPLE, "invitation", locked.pk)
    inviting.tell(locked)
    if locked.email:
        _send(access, locked)


@transaction.atomic
def take_back_invitation(access: Access, invitation: Invitation) -> None:
    access.require(Section.PEOPLE, Level.EDIT)
    locked = _lock(invitation)
    _require_open(locked)
    locked.taken_back_at = clock.now()
    locked.save(update_fields=["taken_back_at"])
    note_change(access, Action.TOOK_BACK, Section.PEOPLE, "invitation", locked.pk)
    inviting.tell(locked)


@transaction.atomic
def accept_invitation(user: User, invitation: Invitation) -> Access:
    """Take the place. Raises RuleError when the invitation can no longer be used.

    Who is already in the circle keeps the place they have, and the invitation stays open.
    """
    locked = _lock(invitation)
    _require_open(locked)
    try:
        with transaction.atomic():
            membership = add_member(locked.circle, user, Role(locked.role), locked.relationship)
    except IntegrityError as error:
        raise RuleError(_("There is no free place for you with this invitation.")) from error
    locked.accepted_at = clock.now()
    locked.accepted_by = membership
    locked.save(update_fields=["accepted_at", "accepted_by"])
    if membership.role == Role.PATIENT:  # from now on her days are the circle's
        locked.circle.time_zone = user.zone
        locked.circle.save(update_fields=["time_zone"])
    access = open_circle(user, locked.circle_id)
    note_change(access, Action.JOINED, Section.PEOPLE, "membership", membership.pk)
    inviting.tell(locked)
    joining.tell(access)
    return access


def find_by_token(token: str) -> Invitation | None:
    """The usable invitation behind a link, or None; a wrong secret is counted against it."""
    head, _dot, secret = token.partition(".")
    nonce = _decode(head)
    if nonce is None:
        return None
    invitation: Invitation | None = (
        Invitation.objects.select_related("circle", "author__user").filter(nonce=nonce).first()
    )
    if invitation is None or invitation.is_blocked:
        return None
    if not constant_time_compare(_hash(secret), invitation.secret_hash):
        Invitation.objects.filter(nonce=nonce).update(attempts=F("attempts") + 1)
        return None
    return invitation


def link_for(invitation: Invitation) -> str:
    """The whole address to send; it names neither the illness nor anyone."""
    token = f"{_encode(invitation.nonce)}.{_secret(invitation)}"
    return f"{settings.SITE_URL}{reverse('invitation_open', args=[token])}"


def is_open(invitation: Invitation) -> bool:
    """Whether somebody could still accept it."""
    return not _why_closed(invitation)


def _require_open(invitation: Invitation) -> None:
    if reason := _why_closed(invitation):
        raise RuleError(reason)


def _why_closed(invitation: Invitation) -> str:
    """A sentence, or nothing while it is open: only as long as whoever invited may still invite."""
    if invitation.accepted_at:
        return _("This invitation has already been used.")
    if invitation.taken_back_at:
        return _("This invitation was taken back.")
    if invitation.is_blocked or clock.now() >= invitation.expires_at:
        return _("This invitation no longer works. Ask for a new one.")
    author = invitation.author_id and open_for_member(invitation.author_id)
    if not author or not author.can(Section.PEOPLE, Level.EDIT):
        return _("This invitation no longer works. Ask for a new one.")
    return ""


def _lock(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("circle")
    locked: Invitation = rows.get(pk=invitation.pk)
    return locked


def _renew(invitation: Invitation) -> None:
    invitation.nonce = uuid4()
    invitation.secret_hash = _hash(_secret(invitation))
    invitation.expires_at = clock.now() + LIFETIME


def _secret(invitation: Invitation) -> str:
    mac = salted_hmac("circles.invitation", str(invitation.nonce), algorithm="sha256")
    return base64.urlsafe_b64encode(mac.digest()[:16]).decode().rstrip("=")


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _encode(pk: UUID) -> str:
    return base64.urlsafe_b64encode(pk.bytes).decode().rstrip("=")


def _decode(head: str) -> UUID | None:
    try:
        return UUID(bytes=base64.urlsafe_b64decode(f"{head}=="))
    except ValueError:
        return None


def _send(access: Access, invitation: Invitation) -> None:
    """The mail's words are neutral: who invites, and a link; no illness, no patient's name."""
    context = {
        "inviter": access.membership.name,
        "link": link_for(invitation),
        "site": guide(),
    }
    message = EmailMultiAlternatives(
        subject=render_to_string("circles/email/invitation_subject.txt", context).strip(),
        body=render_to_string("circles/email/invitation.txt", context),
        to=[invitation.email],
    )
    message.attach_alternative(
        render_to_string("circles/email/invitation.html", context), "text/html"
    )
    message.send()
