"""Ending the mails about one circle with one press, from the mail itself and without signing in."""

from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db import transaction

from apps.circles.access import open_for_member
from apps.circles.models import Contact, Membership
from apps.core import clock
from apps.core.links import whole_address
from apps.reminders.kinds import RecipientKind
from apps.reminders.models import ContactMute, Mute
from apps.reminders.recipients import Recipient


class UnknownUnsubscribe(Exception):
    """Forged, cut off on the way, or whoever it was for is not in the circle any more."""


def unsubscribe_link(recipient: Recipient) -> str:
    return whole_address("unsubscribe", _signer().sign(f"{recipient.kind.value}:{recipient.id}"))


def check(token: str) -> None:
    """Raises UnknownUnsubscribe."""
    _open(token)


@transaction.atomic
def unsubscribe(token: str, *, again: bool = False) -> None:
    """Nothing more is sent about this circle; the bell still has it. ``again`` takes that back.

    Twice is once. Raises UnknownUnsubscribe.
    """
    match _open(token):
        case Membership() as member:
            mute = {"user_id": member.user_id, "circle_id": member.circle_id}
            whole_circle = Mute.objects.filter(**mute, section="", person=None)
            if again:
                whole_circle.delete()
            elif not whole_circle.exists():
                Mute.objects.bulk_create([Mute(**mute)], ignore_conflicts=True)
        case contact if again:
            ContactMute.objects.filter(pk=contact.pk).delete()
        case contact:
            ContactMute.objects.get_or_create(pk=contact.pk, defaults={"at": clock.now()})


def _open(token: str) -> Membership | Contact:
    try:
        kind, _colon, number = _signer().unsign(token).partition(":")
    except BadSignature as error:
        raise UnknownUnsubscribe from error
    found: Membership | Contact | None
    if kind == RecipientKind.CONTACT:
        found = Contact.objects.filter(pk=UUID(number)).exclude(email="").first()
    else:
        access = open_for_member(UUID(number))
        found = access.membership if access else None
    if found is None:
        raise UnknownUnsubscribe
    return found


def _signer() -> Signer:
    return Signer(salt="reminders.unsubscribe", sep=".")
