"""Writing down what is owed, in the transaction of the change that causes it.

Each call compares what should be owed with the rows there are, so that calling twice changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from apps.core import clock
from apps.reminders import rules, selectors
from apps.reminders.kinds import Kind, Reason, RecipientKind, State
from apps.reminders.models import Reminder
from apps.reminders.rules import Belief, Reader, Schedule, Start
from apps.reminders.subjects import Occasion

REWRITTEN = (
    "state", "reason", "ended_at", "starts_at", "due_at", "needed_by", "expires_at",
    "attempts", "lease_token", "leased_until",
)  # fmt: skip


@transaction.atomic
def plan(occasion: Occasion) -> None:
    """Write what is owed of this occasion and missing; end what is owed no longer.

    For each add, move, change of who takes part, and for bringing back what was cancelled; and when a
    reader's clock or quiet hours changed, for their reminders then move. What has begun is told of no
    more, but whoever still counts on another time of it hears that it does not hold. A constant number
    of queries whatever the number of people.
    """
    page = _Page.of(occasion)
    if page.start.useful_until <= page.now:
        page.settle(page.calling_off())
        return
    wanted: list[Reminder] = []
    for membership_id, reader in page.readers.items():
        schedule = rules.schedule(page.start, reader, now=page.now, settle=page.settle_delay)
        regular = page.regular(membership_id, schedule)
        wanted += [*regular, *page.news(membership_id, reader, schedule, regular)]
    page.settle(wanted)


@transaction.atomic
def withdraw(occasion: Occasion) -> None:
    """It was cancelled: nothing is owed but a word to those who were told it would happen."""
    page = _Page.of(occasion)
    page.settle(page.calling_off())


@dataclass
class _Page:
    """The outbox's page about one occasion: its rows, locked, and the people to tell."""

    occasion: Occasion
    start: Start
    now: datetime
    settle_delay: timedelta
    readers: dict[UUID, Reader]
    rows: dict[UUID, list[Reminder]]

    @classmethod
    def of(cls, occasion: Occasion) -> "_Page":
        now = clock.now()
        start = Start(occasion.starts_at, occasion.time_known, occasion.zone)
        rows: dict[UUID, list[Reminder]] = defaultdict(list)
        known = Reminder.objects.filter(subject_id=occasion.subject_id, subject=occasion.subject)
        for row in known.select_for_update().order_by("pk"):
            if row.membership_id is not None:
                rows[row.membership_id].append(row)
        readers = selectors.readers(occasion.recipients)
        settle_delay = timedelta(seconds=settings.REMINDER_SETTLE_SECONDS)
        return cls(occasion, start, now, settle_delay, readers, rows)

    def belief(self, membership_id: UUID) -> Belief:
        """What this person was last told. What a worker has in hand counts: it may be on its way."""
        told = [row for row in self.rows[membership_id] if row.may_have_been_told]
        if not told:
            return Belief()
        last = max(told, key=lambda row: (row.ended_at or self.now, row.pk))
        if last.kind == Kind.CANCELLED:
            return Belief(is_off=True)
        return Belief(last.starts_at, last.expires_at)

    def regular(self, membership_id: UUID, schedule: Schedule) -> list[Reminder]:
        """The reminders still to come, and open ones whose hour has come: late, deferred or tried before."""
        ahead = {slot.offset for slot in schedule.slots}
        waiting = [
            row
            for row in self._own(membership_id, Kind.DUE)
            if row.is_open and row.offset not in ahead
        ]
        coming = [
            self._row(membership_id, Kind.DUE, slot.offset, slot.due_at, self.start.at)
            for slot in schedule.slots
        ]
        return waiting + coming

    def news(
        self, membership_id: UUID, reader: Reader, schedule: Schedule, regular: list[Reminder]
    ) -> list[Reminder]:
        """At most one: that it moved, or one word instead of the reminders whose time was past already."""
        belief = self.belief(membership_id)
        seen_to = {
            row.offset for row in self._own(membership_id, Kind.DUE) if not row.was_withdrawn
        }
        is_behind = not seen_to.issuperset(schedule.past)
        kind = rules.news(belief, self.occasion.starts_at, is_behind=is_behind)
        if kind is None:
            return []
        row = self.news_row(membership_id, reader, kind, belief)
        soon = (reminder.due_at for reminder in regular)
        if kind == Kind.CATCH_UP and rules.says_the_same_soon(row.due_at, soon):
            return []
        return [row]

    def calling_off(self) -> list[Reminder]:
        """A word for each who counts on it being still to come."""
        beliefs = {pk: self.belief(pk) for pk in self.readers}
        return [
            self.news_row(pk, self.readers[pk], Kind.CANCELLED, belief)
            for pk, belief in beliefs.items()
            if belief.is_ahead(self.now)
        ]

    def news_row(self, membership_id: UUID, reader: Reader, kind: Kind, belief: Belief) -> Reminder:
        """A word about the change; for whoever made it a row that says why they hear nothing."""
        due_at = rules.news_due(self.start, belief, reader, now=self.now, settle=self.settle_delay)
        needed_by = rules.next_start(self.start, belief, self.now)
        row = self._row(membership_id, kind, self._round(membership_id, kind), due_at, needed_by)
        if kind == Kind.CANCELLED and belief.useful_until is not None:
            row.expires_at = max(row.expires_at, belief.useful_until)
        if membership_id == self.occasion.entered_by:
            row.state, row.reason, row.ended_at = State.SKIPPED, Reason.ENTERED, self.now
        return row

    def settle(self, wanted: Iterable[Reminder]) -> None:
        """Make the rows what is wanted: insert, revive, shift, end; what has ended otherwise stays so."""
        there = {_key(row): row for rows in self.rows.values() for row in rows}
        new, rewritten, kept = [], [], set()
        for row in wanted:
            old = there.get(_key(row))
            if old is None:
                new.append(row)
                continue
            kept.add(old.pk)
            needless = old.state == State.PENDING and row.state == State.SKIPPED
            if old.was_withdrawn or needless or self._is_shifted(old, row):
                row.pk = old.pk
                rewritten.append(row)
        self._end(row for row in there.values() if row.is_open and row.pk not in kept)
        if rewritten:
            Reminder.objects.bulk_update(rewritten, REWRITTEN)
        Reminder.objects.bulk_create(new, ignore_conflicts=True)

    def _is_shifted(self, old: Reminder, row: Reminder) -> bool:
        """A regular reminder that has not come up yet, and has another hour since the reader's changed."""
        untouched = old.state == State.PENDING and not old.attempts and old.due_at > self.now
        return untouched and row.kind == Kind.DUE and row.due_at != old.due_at

    def _end(self, rows: Iterable[Reminder]) -> None:
        by_reason: dict[Reason, list[int]] = defaultdict(list)
        for row in rows:
            involved = row.membership_id in self.occasion.recipients
            by_reason[Reason.REPLANNED if involved else Reason.NOT_INVOLVED].append(row.pk)
        for reason, pks in by_reason.items():
            # The lease stays: a worker that is sending this very moment can still note that it did.
            Reminder.objects.filter(pk__in=pks).update(
                state=State.SUPERSEDED, reason=reason, ended_at=self.now
            )

    def _own(self, membership_id: UUID, kind: Kind) -> list[Reminder]:
        return [
            row
            for row in self.rows[membership_id]
            if row.kind == kind and row.occurrence == self.occasion.occurrence
        ]

    def _round(self, membership_id: UUID, kind: Kind) -> int:
        """Which news of this kind it is. The last is meant unless it was told and something came after."""
        earlier = self._own(membership_id, kind)
        if not earlier:
            return 0
        last = max(earlier, key=lambda row: row.offset)
        told = last.may_have_been_told and not last.is_open
        return last.offset + 1 if told else last.offset

    def _row(
        self, membership_id: UUID, kind: Kind, offset: int, due_at: datetime, needed_by: datetime
    ) -> Reminder:
        occasion = self.occasion
        return Reminder(
            circle_id=occasion.circle_id,
            subject=occasion.subject,
            subject_id=occasion.subject_id,
            occurrence=occasion.occurrence,
            kind=kind,
            offset=offset,
            recipient_kind=RecipientKind.MEMBER,
            membership_id=membership_id,
            recipient_key=f"member:{membership_id}",
            starts_at=occasion.starts_at,
            due_at=due_at,
            needed_by=needed_by,
            expires_at=self.start.useful_until,
        )


def _key(row: Reminder) -> tuple[int, str, str, int]:
    return row.occurrence, row.recipient_key, row.kind, row.offset
