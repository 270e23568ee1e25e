"""Reads of what keeps a message from an address: parked ones and earlier attempts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.crypto import salted_hmac

from apps.accounts.models import User
from apps.circles.access import Access
from apps.circles.models import Contact, Membership
from apps.reminders.kinds import Channel, DeliveryState, Parking
from apps.reminders.models import Delivery, Parked, Reminder
from apps.reminders.rules import Tried
from apps.reminders.selectors.devices import has_ended_device, lost_devices
from apps.reminders.selectors.wishes import ways_to

Address = tuple[Channel, str]
TAKEN = (DeliveryState.ACCEPTED, DeliveryState.DELIVERED)


def mark(channel: Channel, address: str) -> str:
    """Stands for an address that is not kept."""
    words = f"{channel.value} {address.strip().lower()}"
    return salted_hmac("reminders.parked", words, algorithm="sha256").hexdigest()


def parked(addresses: Iterable[Address]) -> dict[Address, Parking]:
    """Those of these where nothing more is sent, and why. One query."""
    by_mark = {mark(*address): address for address in addresses}
    rows = Parked.objects.filter(mark__in=by_mark)
    return {by_mark[row.mark]: Parking(row.reason) for row in rows}


@dataclass(frozen=True, slots=True)
class Closed:
    """One way to somebody that does not get through, for the pages that tell them or a coordinator."""

    who: str
    channel: Channel
    reason: Parking
    is_contact: bool = False  # has no page of their own to put it right

    @property
    def is_stopped(self) -> bool:
        """Ended by themselves, so only they can begin again: texts with one of their own."""
        return self.reason == Parking.STOPPED


def closed_ways(user: User) -> list[Closed]:
    """For themselves, their own wishes and each device that ended included."""
    closed = parked(ways_to(user).items())
    found = [Closed(user.display_name, way[0], reason) for way, reason in closed.items()]
    if has_ended_device(user):
        found.append(Closed(user.display_name, Channel.PUSH, Parking.UNKNOWN))
    return found


def is_unreached(person: Membership | Contact) -> bool:
    """Whether any way to them does not get through, other than by their own wish."""
    return bool(_closed([person.user if isinstance(person, Membership) else person]))


def is_cut_off(user: User) -> bool:
    """Whether their notifications have ended, and no other way is open."""
    return any(way.channel is Channel.PUSH for way in _closed([user]))


def closed_in(access: Access, members: Iterable[Membership]) -> list[Closed]:
    """Of these, its members, and of its contacts, for who looks after it: names and channels, never an address, and
    nothing that somebody wanted to end."""
    users = [member.user for member in members]
    return _closed([*users, *Contact.objects.visible_to(access).order_by("name")])


def _closed(people: Sequence[User | Contact]) -> list[Closed]:
    """Two queries."""
    ways = [(person, list(ways_to(person).items())) for person in people]
    reasons = parked(way for _person, own in ways for way in own)
    lost = lost_devices([person.pk for person in people if isinstance(person, User)])
    found = []
    for person, own in ways:
        closed = {way[0]: reasons[way] for way in own if way in reasons}
        if isinstance(person, User) and person.pk in lost and len(closed) == len(own):
            closed[Channel.PUSH] = Parking.UNKNOWN
        found += [_of(person, *way) for way in closed.items() if way[1] != Parking.STOPPED]
    return found


def _of(person: User | Contact, channel: Channel, reason: Parking) -> Closed:
    if isinstance(person, Contact):
        return Closed(person.name, channel, reason, is_contact=True)
    return Closed(person.display_name, channel, reason)


def tried(reminders: Iterable[Reminder]) -> dict[int, dict[Channel, Tried]]:
    """What each way came to for each of these; at most one query, and none where nothing was tried."""
    begun = [reminder.pk for reminder in reminders if reminder.attempts]
    found: dict[int, dict[Channel, Tried]] = defaultdict(dict)
    if not begun:
        return found
    ended = Delivery.objects.filter(reminder__in=begun).exclude(state=DeliveryState.STARTED)
    rows = ended.values_list("reminder", "channel", "state").annotate(Count("pk"))
    for reminder_id, name, state, count in rows:
        known = found[reminder_id].get(Channel(name), Tried())
        is_taken = state in TAKEN
        found[reminder_id][Channel(name)] = Tried(
            failures=known.failures + (0 if is_taken else count),
            is_over=known.is_over or state == DeliveryState.REFUSED,
            is_taken=known.is_taken or is_taken,
        )
    return found
