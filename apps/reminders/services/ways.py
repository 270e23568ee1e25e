"""By which channels people can be reached this second, for several reminders at once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from apps.reminders import rules, selectors
from apps.reminders.kinds import Channel, Parking, Reason, RecipientKind, State
from apps.reminders.models import Reminder
from apps.reminders.rules import Tried
from apps.reminders.services.addressees import Addressee
from apps.reminders.services.budgets import Budget
from apps.reminders.services.unproved import may_text


@dataclass(frozen=True, slots=True)
class Ways:
    parked: Mapping[tuple[Channel, str], Parking]
    tried: Mapping[int, Mapping[Channel, Tried]]
    budget: Budget  # of texts

    @classmethod
    def read(cls, people: Iterable[Addressee], reminders: Iterable[Reminder]) -> "Ways":
        """At most four queries for any number of people."""
        people, reminders = list(people), list(reminders)
        addresses = {pair for person in people for pair in person.addresses.items()}
        circles = {p.circle.pk for p in people if Channel.SMS in p.addresses}
        may_text = circles or any(_is_bare_text(row) for row in reminders)
        return cls(
            parked=selectors.parked(addresses) if addresses else {},
            tried=selectors.tried(reminders),
            budget=Budget.read(circles) if may_text else Budget(),
        )

    def now(
        self, reminder: Reminder, person: Addressee, away: Collection[Channel]
    ) -> tuple[Channel, ...]:
        """Those by which it is to go this minute, all of them."""
        order, tried = self._order(reminder, person), self.tried.get(reminder.pk, {})
        return rules.ways_now(order, self._at_once(person, order), tried, away)

    def are_last(self, reminder: Reminder, person: Addressee, ways: Collection[Channel]) -> bool:
        """Whether nothing is left to try once these have refused for good."""
        refused = dict.fromkeys(ways, Tried(is_over=True))
        tried = {**self.tried.get(reminder.pk, {}), **refused}
        return rules.next_way(self._order(reminder, person), tried) is None

    def failures(self, reminder: Reminder, ways: Collection[Channel]) -> int:
        """How often that one of these had failed before which did so least."""
        tried = self.tried.get(reminder.pk, {})
        return min(tried.get(way, Tried()).failures for way in ways)

    def why_none(self, reminder: Reminder, person: Addressee) -> tuple[State, Reason]:
        """What that comes to, and why."""
        if not person.addresses:
            return State.SKIPPED, Reason.NO_CHANNEL
        open_ways = {way for way, to in person.addresses.items() if (way, to) not in self.parked}
        if not open_ways:
            return State.SKIPPED, Reason.PARKED
        if Channel.SMS in open_ways and not self.budget.has_room(reminder):
            return State.SKIPPED, Reason.NO_BUDGET
        return State.FAILED, Reason.REFUSED

    def _at_once(self, person: Addressee, order: Collection[Channel]) -> int:
        """How many of the first in this order are used together: what is closed leaves its place to none."""
        together = person.chosen[: person.at_once]
        return max(sum(way in together for way in order), 1)

    def _order(self, reminder: Reminder, person: Addressee) -> tuple[Channel, ...]:
        number = person.addresses.get(Channel.SMS, "")
        is_spent = not self.budget.has_room(reminder)
        if number and person.user is None and not is_spent:
            is_spent = not may_text(reminder, number)
        reachable = [
            channel
            for channel, address in person.addresses.items()
            if (channel, address) not in self.parked and not (channel is Channel.SMS and is_spent)
        ]
        return rules.order(person.chosen, reachable, tuple(person.addresses))


def _is_bare_text(reminder: Reminder) -> bool:
    is_bare = reminder.recipient_kind == RecipientKind.ADDRESS
    return is_bare and reminder.mail.channel == Channel.SMS
