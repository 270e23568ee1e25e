"""The outbox's page about one thing: its rows, locked, and what makes them say what is owed now."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from apps.core import clock
from apps.reminders.kinds import Kind, Reason, State
from apps.reminders.models import Reminder
from apps.reminders.recipients import Recipient
from apps.reminders.subjects import Plan

HOURS = ("starts_at", "due_at", "needed_by", "expires_at")
# Not how often it was tried: each attempt is noted under a number of its own.
REWRITTEN = (*HOURS, "state", "reason", "ended_at", "lease_token", "leased_until")


@dataclass
class Page:
    """Read once, compared with what is wanted, settled once; a few queries for any number of people."""

    plan: Plan
    now: datetime
    settle_delay: timedelta
    rows: dict[Recipient, list[Reminder]]

    @classmethod
    def of(cls, plan: Plan) -> "Page":
        page = cls.blank(plan)
        known = Reminder.objects.filter(subject_id=plan.subject_id, subject=plan.subject)
        for row in known.select_for_update().order_by("pk"):
            if row.recipient is not None:
                page.rows[row.recipient].append(row)
        return page

    @classmethod
    def blank(cls, plan: Plan) -> "Page":
        """Of a thing made this moment: nothing is owed of it yet."""
        settle_delay = timedelta(seconds=settings.REMINDER_SETTLE_SECONDS)
        return cls(plan, clock.now(), settle_delay, defaultdict(list))

    def own(self, recipient: Recipient, kind: Kind) -> list[Reminder]:
        """This recipient's rows of that kind about the thing as it stands."""
        return [
            row
            for row in self.rows[recipient]
            if row.kind == kind and row.occurrence == self.plan.occurrence
        ]

    def row(
        self, recipient: Recipient, kind: Kind, offset: int, *,
        due_at: datetime, expires_at: datetime,
        needed_by: datetime | None = None, starts_at: datetime | None = None,
        occurrence: int | None = None,
    ) -> Reminder:  # fmt: skip
        return Reminder(
            circle_id=self.plan.circle_id,
            subject=self.plan.subject,
            subject_id=self.plan.subject_id,
            occurrence=self.plan.occurrence if occurrence is None else occurrence,
            kind=kind,
            offset=offset,
            recipient_kind=recipient.kind,
            membership_id=recipient.membership_id,
            contact_id=recipient.contact_id,
            recipient_key=recipient.key,
            starts_at=starts_at,
            due_at=due_at,
            needed_by=needed_by,
            expires_at=expires_at,
        )

    def settle(self, wanted: Iterable[Reminder], involved: Collection[Recipient]) -> None:
        """Make the rows what is wanted: insert, revive, shift, end; what has ended otherwise stays so."""
        there = {_key(row): row for rows in self.rows.values() for row in rows}
        new, rewritten, kept = [], [], set()
        for row in wanted:
            old = there.get(_key(row))
            if old is None:
                new.append(row)
                continue
            kept.add(old.pk)
            if self._is_to_be_rewritten(old, row):
                row.pk = old.pk
                rewritten.append(row)
        self._end((row for row in there.values() if row.is_open and row.pk not in kept), involved)
        if rewritten:
            Reminder.objects.bulk_update(rewritten, REWRITTEN)
        Reminder.objects.bulk_create(new, ignore_conflicts=True)

    def _is_to_be_rewritten(self, old: Reminder, row: Reminder) -> bool:
        """Given up before, needless now, or not come up yet and owed at another hour.

        What only waits for things to settle does not wait anew each time it is planned.
        """
        needless = old.state == State.PENDING and row.state == State.SKIPPED
        if old.was_withdrawn or needless:
            return True
        untouched = old.state == State.PENDING and not old.attempts and old.due_at > self.now
        if untouched and old.due_at <= row.due_at <= self.now + self.settle_delay:
            row.due_at = old.due_at
        return untouched and any(getattr(old, name) != getattr(row, name) for name in HOURS)

    def _end(self, rows: Iterable[Reminder], involved: Collection[Recipient]) -> None:
        """What one way has already was sent, though another was still to get it."""
        endings: dict[tuple[State, Reason], list[int]] = defaultdict(list)
        for row in rows:
            involved_still = row.recipient in involved
            reason = Reason.REPLANNED if involved_still else Reason.NOT_INVOLVED
            ending = (State.SENT, Reason.NONE) if row.told_at else (State.SUPERSEDED, reason)
            endings[ending].append(row.pk)
        for (state, reason), pks in endings.items():
            # The lease stays: a worker that is sending this very moment can still note that it did.
            Reminder.objects.filter(pk__in=pks).update(
                state=state, reason=reason, ended_at=self.now
            )


def _key(row: Reminder) -> tuple[int, str, str, int]:
    return row.occurrence, row.recipient_key, row.kind, row.offset
