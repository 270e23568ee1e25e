"""By which channels people can be reached this second, for several reminders at once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from apps.reminders import rules, selectors
from apps.reminders.kinds import Channel, Parking, Reason
from apps.reminders.models import Reminder
from apps.reminders.rules import Tried
from apps.reminders.services.addressees import Addressee


@dataclass(frozen=True, slots=True)
class Ways:
    parked: Mapping[tuple[Channel, str], Parking]
    tried: Mapping[int, Mapping[Channel, Tried]]
    without_texts: Collection[UUID]  # circles that have spent their share, or all when the site has

    @classmethod
    def read(cls, people: Iterable[Addressee], reminders: Iterable[Reminder]) -> "Ways":
        """At most four queries for any number of people."""
        people = list(people)
        addresses = {pair for person in people for pair in person.addresses.items()}
        circles = {p.circle.pk for p in people if Channel.SMS in p.addresses}
        without = circles
        if circles and selectors.has_room_for_texts():
            without = selectors.circles_without_texts(circles)
        return cls(
            parked=selectors.parked(addresses) if addresses else {},
            tried=selectors.tried(reminders),
            without_texts=without,
        )

    def now(
        self, reminder: Reminder, person: Addressee, away: Collection[Channel]
    ) -> tuple[Channel, ...]:
        """Those by which it is to go this minute, all of them."""
        order, tried = self._order(person), self.tried.get(reminder.pk, {})
        return rules.ways_now(order, self._at_once(person, order), tried, away)

    def are_last(self, reminder: Reminder, person: Addressee, ways: Collection[Channel]) -> bool:
        """Whether nothing is left to try once these have refused for good."""
        refused = dict.fromkeys(ways, Tried(is_over=True))
        tried = {**self.tried.get(reminder.pk, {}), **refused}
        return rules.next_way(self._order(person), tried) is None

    def why_none(self, person: Addressee) -> Reason:
        if not person.addresses:
            return Reason.NO_CHANNEL
        is_parked = all(pair in self.parked for pair in person.addresses.items())
        return Reason.PARKED if is_parked else Reason.NO_BUDGET

    def _at_once(self, person: Addressee, order: Collection[Channel]) -> int:
        """How many of the first in this order are used together: what is closed leaves its place to none."""
        together = person.chosen[: person.at_once]
        return max(sum(way in together for way in order), 1)

    def _order(self, person: Addressee) -> tuple[Channel, ...]:
        is_spent = person.circle.pk in self.without_texts
        reachable = [
            channel
            for channel, address in person.addresses.items()
            if (channel, address) not in self.parked and not (channel is Channel.SMS and is_spent)
        ]
        return rules.order(person.chosen, reachable, tuple(person.addresses))
