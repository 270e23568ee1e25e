"""Reads of what keeps a message from an address: parked ones and earlier attempts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.utils.crypto import salted_hmac

from apps.accounts.models import User
from apps.circles.access import Access
from apps.circles.models import Contact, Membership
from apps.circles.selectors import current_members
from apps.reminders.kinds import Channel, DeliveryState, Parking
from apps.reminders.models import Delivery, Parked, Reminder
from apps.reminders.rules import Tried
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

    @property
    def is_stopped(self) -> bool:
        """Ended by themselves, so only they can begin again, with a text of their own."""
        return self.reason == Parking.STOPPED


def closed_ways(user: User) -> list[Closed]:
    return _closed([user])


def is_unreached(person: Membership | Contact) -> bool:
    """Whether any way to them does not get through, other than by their own wish."""
    whom = person.user if isinstance(person, Membership) else person
    return any(reason != Parking.STOPPED for reason in parked(ways_to(whom).items()).values())


def closed_in(access: Access) -> list[Closed]:
    """Of everyone in the circle, for who looks after it: names and channels, never an address."""
    return _closed([member.user for member in current_members(access)])


def _closed(people: Iterable[User]) -> list[Closed]:
    ways = [(user.display_name, way) for user in people for way in ways_to(user).items()]
    reasons = parked(way for _who, way in ways)
    return [Closed(who, way[0], reasons[way]) for who, way in ways if way in reasons]


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
