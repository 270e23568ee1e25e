"""Writing down what is owed of an occasion, in the transaction of the change that causes it.

Each call compares what should be owed with the rows there are, so that calling twice changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from apps.reminders import rules
from apps.reminders.kinds import Kind, Reason, State
from apps.reminders.models import Reminder
from apps.reminders.recipients import Recipient
from apps.reminders.rules import Belief, Reader, Schedule, Start
from apps.reminders.services.addressees import addressees
from apps.reminders.services.page import Page
from apps.reminders.subjects import Occasion


@transaction.atomic
def plan(occasion: Occasion) -> None:
    """Write what is owed of this occasion and missing; end what is owed no longer.

    For each add, move, change of who takes part, and for bringing back what was cancelled; and when a
    reader's clock or quiet hours changed, for their reminders then move. What has begun is told of no
    more, but whoever still counts on another time of it hears that it does not hold. A constant number
    of queries whatever the number of people.
    """
    sheet = _Sheet.of(occasion)
    if sheet.start.useful_until <= sheet.page.now:
        sheet.settle(sheet.calling_off())
        return
    wanted: list[Reminder] = []
    for recipient, reader in sheet.readers.items():
        schedule = rules.schedule(
            sheet.start, reader, now=sheet.page.now, settle=sheet.page.settle_delay
        )
        regular = sheet.regular(recipient, schedule)
        wanted += [*regular, *sheet.news(recipient, reader, schedule, regular)]
    sheet.settle(wanted)


@transaction.atomic
def withdraw(occasion: Occasion) -> None:
    """It was cancelled: nothing is owed but a word to those who were told it would happen."""
    sheet = _Sheet.of(occasion)
    sheet.settle(sheet.calling_off())


@dataclass
class _Sheet:
    """What people should be told of one occasion, given what the outbox's page says they were told."""

    occasion: Occasion
    start: Start
    page: Page
    readers: Mapping[Recipient, Reader]

    @classmethod
    def of(cls, occasion: Occasion) -> "_Sheet":
        start = Start(occasion.starts_at, occasion.time_known, occasion.zone)
        page = Page.of(occasion)
        people = addressees(occasion.recipients)
        readers = {who: person.reader_of(occasion.subject) for who, person in people.items()}
        return cls(occasion, start, page, readers)

    def settle(self, wanted: list[Reminder]) -> None:
        self.page.settle(wanted, self.occasion.recipients)

    def belief(self, recipient: Recipient) -> Belief:
        """What this person was last told. What a worker has in hand counts: it may be on its way."""
        told = [row for row in self.page.rows[recipient] if row.may_have_been_told]
        if not told:
            return Belief()
        last = max(told, key=lambda row: (row.ended_at or self.page.now, row.pk))
        if last.kind == Kind.CANCELLED:
            return Belief(is_off=True)
        return Belief(last.starts_at, last.expires_at)

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
        needed_by = rules.next_start(self.start, belief, now)
        row = self._row(recipient, kind, self._round(recipient, kind), due_at, needed_by)
        if kind == Kind.CANCELLED and belief.useful_until is not None:
            row.expires_at = max(row.expires_at, belief.useful_until)
        if recipient.membership_id and recipient.membership_id == self.occasion.entered_by:
            row.state, row.reason, row.ended_at = State.SKIPPED, Reason.ENTERED, now
        return row

    def _round(self, recipient: Recipient, kind: Kind) -> int:
        """Which news of this kind it is. The last is meant unless it was told and something came after."""
        earlier = self.page.own(recipient, kind)
        if not earlier:
            return 0
        last = max(earlier, key=lambda row: row.offset)
        told = last.may_have_been_told and not last.is_open
        return last.offset + 1 if told else last.offset

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
