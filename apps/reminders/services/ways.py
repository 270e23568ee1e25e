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
    def now(cls, people: Iterable[Addressee], reminders: Iterable[Reminder]) -> "Ways":
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

    def next(
        self, reminder: Reminder, person: Addressee, away: Collection[Channel]
    ) -> Channel | None:
        return rules.next_way(self._order(person), self.tried.get(reminder.pk, {}), away)

    def is_last(self, reminder: Reminder, person: Addressee, way: Channel) -> bool:
        """Whether nothing is left to try once this one has refused for good."""
        tried = {**self.tried.get(reminder.pk, {}), way: Tried(is_over=True)}
        return rules.next_way(self._order(person), tried) is None

    def why_none(self, person: Addressee) -> Reason:
        if not person.addresses:
            return Reason.NO_CHANNEL
        is_parked = all(pair in self.parked for pair in person.addresses.items())
        return Reason.PARKED if is_parked else Reason.NO_BUDGET

    def _order(self, person: Addressee) -> tuple[Channel, ...]:
        is_spent = person.circle.pk in self.without_texts
        reachable = [
            channel
            for channel, address in person.addresses.items()
            if (channel, address) not in self.parked and not (channel is Channel.SMS and is_spent)
        ]
        return rules.order(person.chosen, reachable, tuple(person.addresses))
