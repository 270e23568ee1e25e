"""Writing down what is owed of an occasion, in the transaction of the change that causes it.

Each call compares what should be owed with the rows there are, so that calling twice changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from apps.reminders import rules
from apps.reminders.kinds import Kind, Reason, State
from apps.reminders.models import Reminder
from apps.reminders.recipients import Recipient
from apps.reminders.rules import Belief, Reader, Schedule, Start
from apps.reminders.services.addressees import Addressee, addressees
from apps.reminders.services.page import Page
from apps.reminders.services.promising import promised_rows
from apps.reminders.subjects import Occasion, Promise


@transaction.atomic
def plan(occasion: Occasion) -> None:
    """Write what is owed of this occasion and missing; end what is owed no longer.

    For each add, move, change of who takes part, and for bringing back what was cancelled; and when a
    reader's clock or quiet hours changed, for their reminders then move. What has begun is told of no
    more, but whoever still counts on another time of it hears that it does not hold. A constant number
    of queries whatever the number of people.
    """
    sheet = _Sheet.of(occasion)
    sheet.settle(sheet.wanted())


@transaction.atomic
def withdraw(occasion: Occasion) -> None:
    """It was cancelled: nothing is owed but a word to those who were told it would happen."""
    sheet = _Sheet.of(occasion)
    sheet.settle(sheet.calling_off())


@transaction.atomic
def plan_new(occasions: Sequence[Occasion], promises: Sequence[Promise] = ()) -> None:
    """The same for many things made this moment, of which there are no rows yet; a few queries for all."""
    wanted = {recipient for occasion in occasions for recipient in occasion.recipients}
    people = addressees(wanted | {owed.recipient for made in promises for owed in made.owed})
    rows: list[Reminder] = []
    for occasion in occasions:
        rows += _Sheet.of(occasion, Page.blank(occasion), people).wanted()
    for made in promises:
        rows += promised_rows(Page.blank(made), made, people)
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)


@dataclass
class _Sheet:
    """What people should be told of one occasion, given what the outbox's page says they were told."""

    occasion: Occasion
    start: Start
    page: Page
    readers: Mapping[Recipient, Reader]

    @classmethod
    def of(
        cls,
        occasion: Occasion,
        page: Page | None = None,
        people: Mapping[Recipient, Addressee] | None = None,
    ) -> "_Sheet":
        """What is read already is handed over; the rest is read."""
        start = Start(occasion.starts_at, occasion.time_known, occasion.zone)
        page = page or Page.of(occasion)
        people = addressees(occasion.recipients) if people is None else people
        readers = {
            who: person.reader_of(occasion.subject)
            for who, person in people.items()
            if who in occasion.recipients
        }
        return cls(occasion, start, page, readers)

    def wanted(self) -> list[Reminder]:
        """What should be owed; once it has begun, only a word to who counts on another time."""
        if self.start.useful_until <= self.page.now:
            return self.calling_off()
        rows: list[Reminder] = []
        for recipient, reader in self.readers.items():
            schedule = rules.schedule(
                self.start, reader, now=self.page.now, settle=self.page.settle_delay
            )
            regular = self.regular(recipient, schedule)
            rows += [*regular, *self.news(recipient, reader, schedule, regular)]
        return rows

    def settle(self, wanted: list[Reminder]) -> None:
        self.page.settle(wanted, self.occasion.recipients)

    def belief(self, recipient: Recipient) -> Belief:
        """What this person was last told. What a worker has in hand counts: it may be on its way."""
        told = [row for row in self.page.rows[recipient] if row.may_have_been_told]
        if not told:
            return Belief()
        last = max(told, key=lambda row: (row.ended_at or self.page.now, row.pk))
        if last.kind == Kind.CANCELLED:
            return Belief(is_off=True, since=last.ended_at)
        return Belief(last.starts_at, last.expires_at, since=last.ended_at)

    def regular(self, recipient: Recipient, schedule: Schedule) -> list[Reminder]:
        """The reminders still to come, and open ones whose hour has come: late, deferred or tried before."""
        past = set(schedule.past)
        waiting = [
            row for row in self.page.own(recipient, Kind.DUE) if row.is_open and row.offset in past
        ]
        coming = [
            self._row(recipient, Kind.DUE, slot.offset, slot.due_at, self.start.at)
            for slot in schedule.slots
        ]
        return waiting + coming

    def news(
        self, recipient: Recipient, reader: Reader, schedule: Schedule, regular: list[Reminder]
    ) -> list[Reminder]:
        """At most one: that it moved, or one word instead of the reminders whose time was past already."""
        belief = self.belief(recipient)
        rows = self.page.own(recipient, Kind.DUE)
        seen_to = {row.offset for row in rows if not row.was_withdrawn}
        is_behind = not seen_to.issuperset(schedule.past)
        kind = rules.news(belief, self.occasion.starts_at, is_behind=is_behind)
        if kind is None:
            return []
        row = self.news_row(recipient, reader, kind, belief)
        soon = (reminder.due_at for reminder in regular)
        if kind == Kind.CATCH_UP and rules.says_the_same_soon(row.due_at, soon):
            return []
        return [row]

    def calling_off(self) -> list[Reminder]:
        """A word for each who counts on it being still to come."""
        beliefs = {recipient: self.belief(recipient) for recipient in self.readers}
        return [
            self.news_row(recipient, self.readers[recipient], Kind.CANCELLED, belief)
            for recipient, belief in beliefs.items()
            if belief.is_ahead(self.page.now)
        ]

    def news_row(
        self, recipient: Recipient, reader: Reader, kind: Kind, belief: Belief
    ) -> Reminder:
        """A word about the change; for whoever made it a row that says why they hear nothing."""
        now, settle = self.page.now, self.page.settle_delay
        due_at = rules.news_due(self.start, belief, reader, now=now, settle=settle)
        # Not before what it corrects, which a clock that went back since would have it be: the later word counts.
        due_at = max(due_at, belief.since or due_at)
        needed_by = rules.next_start(self.start, belief, now)
        row = self._row(recipient, kind, self._round(recipient, kind), due_at, needed_by)
        if kind == Kind.CANCELLED and belief.useful_until is not None:
            row.expires_at = max(row.expires_at, belief.useful_until)
        if recipient.membership_id and recipient.membership_id == self.occasion.entered_by:
            row.state, row.reason, row.ended_at = State.SKIPPED, Reason.ENTERED, now
        return row

    def _round(self, recipient: Recipient, kind: Kind) -> int:
        """Which news of this kind it is. The last is meant unless it was told, or made way for a newer message, and
        something came after."""
        earlier = self.page.own(recipient, kind)
        if not earlier:
            return 0
        last = max(earlier, key=lambda row: row.offset)
        is_over = last.may_have_been_told or last.reason == Reason.NEWER
        return last.offset + 1 if is_over and not last.is_open else last.offset

    def _row(
        self, recipient: Recipient, kind: Kind, offset: int, due_at: datetime, needed_by: datetime
    ) -> Reminder:
        return self.page.row(
            recipient,
            kind,
            offset,
            due_at=due_at,
            expires_at=self.start.useful_until,
            needed_by=needed_by,
            starts_at=self.occasion.starts_at,
        )
