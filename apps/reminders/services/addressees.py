"""The people behind recipients as they stand this moment: a member with access, or a contact."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from apps.accounts.models import User
from apps.circles.access import open_for_members
from apps.circles.models import Circle, Contact
from apps.core.site_guide import guide
from apps.reminders import selectors
from apps.reminders.kinds import RecipientKind
from apps.reminders.recipients import Recipient
from apps.reminders.rules import DEFAULT_QUIET, Reader


@dataclass(frozen=True, slots=True)
class Addressee:
    """Where one recipient can be reached, in which language, and at which hours."""

    recipient: Recipient
    circle: Circle
    user: User | None  # a contact has no account
    email: str
    language: str
    reader: Reader

    @property
    def zone(self) -> str:
        return self.reader.zone


def addressees(recipients: Iterable[Recipient]) -> dict[Recipient, Addressee]:
    """Whoever may be written to today; three queries for any number.

    Left out: whose membership has ended, whose account is closed, and contacts that are gone.
    """
    wanted = set(recipients)
    contacts = [r.id for r in wanted if r.kind == RecipientKind.CONTACT]
    members = [r.id for r in wanted if r.kind == RecipientKind.MEMBER]
    people = [*_members(members), *_contacts(contacts)]
    return {person.recipient: person for person in people}


def _members(ids: list[UUID]) -> Iterable[Addressee]:
    if not ids:
        return
    found = open_for_members(ids)
    quiet = selectors.quiet_hours(found)
    for pk, access in found.items():
        user = access.membership.user
        if user.is_active:
            reader = Reader(user.zone, quiet.get(user.pk, DEFAULT_QUIET))
            language = user.language or settings.LANGUAGE_CODE
            recipient = Recipient.member(pk)
            yield Addressee(recipient, access.circle, user, user.email, language, reader)


def _contacts(ids: list[UUID]) -> Iterable[Addressee]:
    if not ids:
        return
    for contact in Contact.objects.filter(pk__in=ids).select_related("circle"):
        reader = Reader(contact.time_zone or contact.circle.time_zone or guide().time_zone)
        language = contact.language or settings.LANGUAGE_CODE
        recipient = Recipient.contact(contact.pk)
        yield Addressee(recipient, contact.circle, None, contact.email, language, reader)
