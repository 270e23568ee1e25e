"""Reads of how people want to be told."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from apps.accounts.models import User
from apps.circles.access import Access
from apps.circles.models import Contact
from apps.core import texting
from apps.reminders.kinds import Channel, Listening
from apps.reminders.models import HourWish, Listener, Mute, Preference
from apps.reminders.rules import DEFAULT_QUIET, Hours, Muted, QuietHours


@dataclass(frozen=True, slots=True)
class Wishes:
    """What several people, and the circles they are in, have said; whoever said nothing is left out."""

    people: dict[int, Preference] = field(default_factory=dict)
    own_hours: dict[int, Hours] = field(default_factory=dict)
    circle_hours: dict[UUID, Hours] = field(default_factory=dict)
    muted: dict[int, tuple[Muted, ...]] = field(default_factory=dict)

    def quiet(self, user_id: int) -> QuietHours | None:
        return quiet_of(self.people.get(user_id))

    def channels(self, user_id: int) -> tuple[Channel, ...]:
        row = self.people.get(user_id)
        return tuple(Channel(name) for name in row.channels) if row else ()

    def at_once(self, user_id: int) -> int:
        """How many of the channels are used together."""
        row = self.people.get(user_id)
        return row.at_once if row else 1

    def alerts_in_quiet(self, user_id: int) -> bool:
        row = self.people.get(user_id)
        return row is not None and row.alerts_in_quiet

    def says_more(self, user_id: int) -> bool:
        row = self.people.get(user_id)
        return row is not None and row.says_more


@dataclass(frozen=True, slots=True)
class Listeners:
    """The memberships that are reminded of whatever they may see in the plan; and which of them get what the patient
    gets, for her."""

    all: frozenset[UUID]
    for_patient: frozenset[UUID]


def wishes(users: Collection[int], circles: Collection[UUID]) -> Wishes:
    """Three queries for any number of people."""
    own: dict[int, dict[tuple[str, int], bool]] = defaultdict(dict)
    theirs: dict[UUID, dict[tuple[str, int], bool]] = defaultdict(dict)
    for row in HourWish.objects.filter(Q(user__in=users) | Q(circle__in=circles)):
        if row.circle_id is not None:
            theirs[row.circle_id][row.subject, row.offset] = row.wanted
        elif row.user_id is not None:
            own[row.user_id][row.subject, row.offset] = row.wanted
    muted: dict[int, list[Muted]] = defaultdict(list)
    for mute in Mute.objects.filter(user__in=users):
        muted[mute.user_id].append(Muted(mute.circle_id, mute.section, mute.person_id))
    return Wishes(
        people={row.pk: row for row in Preference.objects.filter(user__in=users)},
        own_hours=dict(own),
        circle_hours=dict(theirs),
        muted={user: tuple(rows) for user, rows in muted.items()},
    )


def quiet_of(row: Preference | None) -> QuietHours | None:
    """The default for whoever has said nothing; None where nothing is quiet."""
    if row is None:
        return DEFAULT_QUIET
    return QuietHours(row.quiet_from, row.quiet_to) if row.quiet_from and row.quiet_to else None


def preference(user: User) -> Preference:
    """The person's own, or one that says what the site does by itself."""
    row = Preference.objects.filter(user=user).first()
    return row or Preference(
        user=user, quiet_from=DEFAULT_QUIET.begins, quiet_to=DEFAULT_QUIET.ends
    )


def ways_to(person: User | Contact, *, has_devices: bool = False) -> dict[Channel, str]:
    """The channels by which this person can be reached at all, in the site's order, and where."""
    ways = {Channel.EMAIL: person.email} if person.email else {}
    if person.phone and texting.is_on() and texting.may_get(person.phone):
        ways[Channel.SMS] = person.phone
    if has_devices:
        ways[Channel.PUSH] = str(person.pk)
    return ways


def own_hours(user: User) -> Hours:
    return wishes([user.pk], []).own_hours.get(user.pk, {})


def circle_hours(access: Access) -> Hours:
    return wishes([], [access.circle.pk]).circle_hours.get(access.circle.pk, {})


def muted_in(access: Access) -> frozenset[Muted]:
    """What this person has muted in this circle."""
    rows = Mute.objects.filter(user=access.membership.user_id, circle=access.circle)
    return frozenset(Muted(row.circle_id, row.section, row.person_id) for row in rows)


def listeners(circles: Collection[UUID]) -> Listeners:
    """Those of these circles; one query."""
    rows = Listener.objects.filter(membership__circle__in=circles)
    found = list(rows.values_list("membership", "why"))
    return Listeners(
        frozenset(pk for pk, _why in found),
        frozenset(pk for pk, why in found if why == Listening.FOR_PATIENT),
    )


def listening(access: Access, why: Listening) -> frozenset[UUID]:
    """Those of this circle who are, for that reason."""
    rows = Listener.objects.filter(membership__circle=access.circle, why=why)
    return frozenset(rows.values_list("membership", flat=True))
