"""Telling who looks after a circle what keeps its messages from arriving: once each time it begins."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from uuid import UUID

from apps.circles.access import Access, open_for_members
from apps.circles.kinds import Level, Role, Section
from apps.circles.models import Contact, Membership
from apps.core import clock
from apps.reminders import selectors
from apps.reminders.kinds import Channel, Kind
from apps.reminders.recipients import Recipient
from apps.reminders.services.promising import promise
from apps.reminders.subjects import Owed, Promise

UNREACHED, TEXTS_SPENT = "unreached", "texts_spent"
GOOD_FOR = timedelta(days=7)
A_DAY = timedelta(days=1)


def tell_unreached(channel: Channel, address: str) -> None:
    """That messages to somebody with this address do not arrive, in each of their circles."""
    now = clock.now()
    since = int(now.timestamp()) // 60
    for subject_id, circle_id in _whose(channel, address):
        owed = tuple(
            Owed(Recipient.member(pk), Kind.NEWS, due=now, useful_until=now + GOOD_FOR)
            for pk in _who_looks_after(circle_id)
            if pk != subject_id
        )
        promise(Promise(UNREACHED, subject_id, circle_id, since, owed))


def tell_if_texts_are_spent(circle_id: UUID) -> None:
    """That this was the last text of the circle's share; once a day, however often it is asked."""
    if not selectors.circles_without_texts([circle_id]):
        return
    now = clock.now()
    owed = tuple(
        Owed(Recipient.member(pk), Kind.NEWS, due=now, useful_until=now + A_DAY)
        for pk in _who_looks_after(circle_id)
    )
    promise(Promise(TEXTS_SPENT, circle_id, circle_id, now.date().toordinal(), owed))


def looks_after(access: Access) -> bool:
    return access.can(Section.PEOPLE, Level.EDIT)


def _who_looks_after(circle_id: UUID) -> Iterable[UUID]:
    """Coordinators; where there is none, the patient."""
    roles = (Role.COORDINATOR, Role.PATIENT)
    rows = Membership.objects.filter(circle=circle_id, role__in=roles).not_taken_back()
    opened = open_for_members(rows.values_list("pk", flat=True)).values()
    able = [access.membership for access in opened if looks_after(access)]
    coordinators = [member.pk for member in able if member.role == Role.COORDINATOR]
    return coordinators or [member.pk for member in able]


def _whose(channel: Channel, address: str) -> Iterator[tuple[UUID, UUID]]:
    """Members and contacts who have it, each with their circle."""
    name = {Channel.SMS: "phone", Channel.EMAIL: "email", Channel.PUSH: "pk"}[channel]
    members = Membership.objects.filter(**{f"user__{name}__iexact": address}).not_taken_back()
    yield from members.values_list("pk", "circle")
    if channel is Channel.PUSH:
        return  # contacts have no devices
    contacts = Contact.objects.filter(**{f"{name}__iexact": address})
    yield from contacts.values_list("pk", "circle")
