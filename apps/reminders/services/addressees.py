"""The people behind recipients as they stand this moment: a member with access, or a contact."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings

from apps.accounts.models import User
from apps.circles.access import open_for_members
from apps.circles.models import Circle, Contact
from apps.core.site_guide import guide
from apps.reminders import registry, rules, selectors
from apps.reminders.channels import Device
from apps.reminders.kinds import Channel, Kind, RecipientKind
from apps.reminders.recipients import Recipient
from apps.reminders.rules import DEFAULT_QUIET, REGULAR, Hours, Lead, Muted, QuietHours, Reader


@dataclass(frozen=True, slots=True)
class Addressee:
    """Where one recipient can be reached, in which language, at which hours, and about what."""

    recipient: Recipient
    circle: Circle
    user: User | None  # a contact has no account
    addresses: Mapping[Channel, str]
    language: str
    zone: str
    quiet: QuietHours | None = DEFAULT_QUIET
    own_hours: Hours = field(default_factory=dict)
    circle_hours: Hours = field(default_factory=dict)
    muted: tuple[Muted, ...] = ()
    says_more: bool = False
    alerts_in_quiet: bool = False
    devices: tuple[Device, ...] = ()
    chosen: tuple[Channel, ...] = ()  # the channels, in this order; empty: as the site orders them
    at_once: int = 1  # how many of these are used together

    def reader_of(self, subject: str, kind: Kind | None = None) -> Reader:
        """Their clock, and the hours before something of this kind at which they want to hear.

        With a ``kind`` of message, whether their quiet hours hold for it too.
        """
        is_alert = kind is not None and self.alerts_in_quiet and registry.is_alert(subject, kind)
        adjustable = registry.adjustable().get(subject)
        leads = self._wanted(subject, adjustable.leads) if adjustable else REGULAR
        return Reader(self.zone, None if is_alert else self.quiet, leads)

    def wants(self, subject: str, offset: int) -> bool:
        """Whether a reminder at that hour is wanted; hours that nobody can choose always are."""
        adjustable = registry.adjustable().get(subject)
        if adjustable is None or offset not in {lead.offset for lead in adjustable.leads}:
            return True
        return offset in {lead.offset for lead in self._wanted(subject, adjustable.leads)}

    def has_muted(self, section: str, author: UUID | None) -> bool:
        return any(mute.covers(self.circle.pk, section, author) for mute in self.muted)

    def _wanted(self, subject: str, leads: tuple[Lead, ...]) -> tuple[Lead, ...]:
        return rules.wanted(subject, leads, own=self.own_hours, circles=self.circle_hours)


def addressees(recipients: Iterable[Recipient]) -> Mapping[Recipient, Addressee]:
    """Whoever may be written to today; five queries for any number.

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
    wishes = selectors.wishes(
        {access.membership.user_id for access in found.values()},
        {access.circle.pk for access in found.values()},
    )
    devices = selectors.devices_by_user({access.membership.user_id for access in found.values()})
    for pk, access in found.items():
        user = access.membership.user
        if user.is_active:
            yield Addressee(
                Recipient.member(pk),
                access.circle,
                user,
                addresses=selectors.ways_to(user, has_devices=user.pk in devices),
                devices=devices.get(user.pk, ()),
                language=user.language or settings.LANGUAGE_CODE,
                zone=user.zone,
                quiet=wishes.quiet(user.pk),
                own_hours=wishes.own_hours.get(user.pk, {}),
                circle_hours=wishes.circle_hours.get(access.circle.pk, {}),
                muted=wishes.muted.get(user.pk, ()),
                says_more=wishes.says_more(user.pk),
                alerts_in_quiet=wishes.alerts_in_quiet(user.pk),
                chosen=wishes.channels(user.pk),
                at_once=wishes.at_once(user.pk),
            )


def _contacts(ids: list[UUID]) -> Iterable[Addressee]:
    """Contacts have said nothing but that they want no more of it, so the defaults hold for them."""
    if not ids:
        return
    for contact in Contact.objects.filter(pk__in=ids).select_related("circle", "reminder_mute"):
        yield Addressee(
            Recipient.contact(contact.pk),
            contact.circle,
            user=None,
            addresses=selectors.ways_to(contact),
            language=contact.language or settings.LANGUAGE_CODE,
            zone=contact.time_zone or contact.circle.time_zone or guide().time_zone,
            muted=(Muted(contact.circle_id),) if hasattr(contact, "reminder_mute") else (),
        )
