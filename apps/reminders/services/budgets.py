"""The day's texts, for the site and for each circle: counted down while it is decided, and again once begun."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from apps.reminders import selectors
from apps.reminders.kinds import Channel
from apps.reminders.models import Reminder
from apps.reminders.services.attempts import Attempt

SITE = UUID(int=0)  # the whole site stands beside the circles


@dataclass
class Budget:
    """How many texts there is room for while an answer is fresh: whatever goes by text takes one."""

    left: dict[UUID, int] = field(default_factory=dict)
    takers: set[int] = field(default_factory=set)

    @classmethod
    def read(cls, circles: Collection[UUID]) -> "Budget":
        """Two queries, one where no circle is asked about."""
        shares = selectors.texts_left_in(circles) if circles else {}
        return cls({SITE: selectors.texts_left(), **shares})

    def has_room(self, reminder: Reminder) -> bool:
        rooms = (self.left.get(whose, 0) > 0 for whose in _whose(reminder))
        return reminder.pk in self.takers or all(rooms)

    def take(self, reminder: Reminder) -> None:
        """Twice is once."""
        if reminder.pk not in self.takers:
            self.takers.add(reminder.pk)
            for whose in _whose(reminder):
                self.left[whose] = self.left.get(whose, 0) - 1


def beyond_budget(begun: Sequence[Attempt]) -> list[Attempt]:
    """Those of these texts that are too many, now that all of them count.

    Other workers count theirs as well. So all together never send one too many, and at worst several leave the last
    one to each other.
    """
    texts = [attempt for attempt in begun if attempt.letter.channel is Channel.SMS]
    if not texts:
        return []
    circles = {text.reminder.circle_id for text in texts if text.reminder.circle_id}
    left, beyond = Budget.read(circles).left, []
    for text in reversed(texts):
        whose = _whose(text.reminder)
        if any(left.get(one, 0) < 0 for one in whose):
            beyond.append(text)
            left |= {one: left.get(one, 0) + 1 for one in whose}
    return beyond


def _whose(reminder: Reminder) -> set[UUID]:
    return {SITE, reminder.circle_id or SITE}
