"""What a storm did, counted at the receivers. Who is owed what is worked out here from the plan and the edits alone.

The outbox is asked only which promise a message belongs to, and at the end whether it tells the truth about it.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import http_ece

from apps.reminders.kinds import OPEN_STATES, Kind, State
from apps.reminders.models import Reminder
from tests.reminders.storm.city import NOON, Household
from tests.reminders.storm.edits import Edit
from tests.reminders.storm.keys import KEY, SECRET
from tests.reminders.storm.plan import Blow
from tests.reminders.storm.receivers import Arrival, mark_of

# What a message rests on may be a second old when it leaves (docs/reminders.md); another for a busy machine.
GRACE = 2.0

OFF_OR_NOTHING = {Kind.CANCELLED, None}

Pair = tuple[UUID, UUID]  # visit and member


@dataclass(frozen=True, slots=True)
class Verdict:
    """Each of these but ``sent``, ``repeated`` and ``may_repeat`` is to be nought."""

    owed: int
    sent: int
    lost: int  # owed, and nothing came
    forbidden: int  # came to somebody who was not to hear it any more
    repeated: int
    may_repeat: int
    said_again: int  # several reminders of one thing, instead of the newest
    unknown: int  # under an id that no promise has
    untold: int  # the outbox says sent, and nothing came
    unreadable: int  # notifications that the device could not open
    open: int  # neither sent nor ended

    @property
    def is_good(self) -> bool:
        wrong = self.lost, self.forbidden, self.said_again, self.unknown, self.untold
        return not any((*wrong, self.unreadable, self.open)) and self.repeated <= self.may_repeat


@dataclass
class Evidence:
    homes: list[Household]
    edits: list[Edit]
    arrivals: list[Arrival]
    may_repeat: int

    def verdict(self) -> Verdict:
        self.rows = {
            mark_of(row.pk): row
            for row in Reminder.objects.filter(
                circle__in=[home.circle for home in self.homes], due_at__lt=NOON.replace(hour=14)
            )
        }
        self.came: dict[str, list[Arrival]] = defaultdict(list)
        for arrival in self.arrivals:
            self.came[arrival.mark].append(arrival)
        owed = self.owed()
        return Verdict(
            owed=len(owed),
            sent=len(self.arrivals),
            lost=len(owed - self.told(occurrence=None)) + self.changes_not_told(),
            forbidden=self.forbidden() + self.told_too_late(),
            repeated=self.repeated(),
            may_repeat=self.may_repeat,
            said_again=self.said_again(),
            unknown=len(self.came.keys() - self.rows.keys()),
            untold=sum(
                row.state == State.SENT and mark not in self.came for mark, row in self.rows.items()
            ),
            unreadable=sum(not _is_readable(arrival) for arrival in self.arrivals),
            open=sum(row.state in OPEN_STATES for row in self.rows.values()),
        )

    def owed(self) -> set[Pair]:
        """Everyone hears of every visit, but for what somebody changed."""
        pairs = {pair for home in self.homes for pair in home.pairs}
        return pairs - {pair for edit in self.edits for pair in _freed(edit)}

    def told(self, occurrence: int | None, *kinds: Kind) -> set[Pair]:
        """Whom something has come to about which visit."""
        rows = (row for mark, row in self.rows.items() if mark in self.came)
        return {
            _pair(row)
            for row in rows
            if occurrence in {None, row.occurrence} and (not kinds or row.kind in kinds)
        }

    def changes_not_told(self) -> int:
        """A new time, or a new visit, is owed to all but who entered it; that it is off, to who had heard of it."""
        missing = 0
        for edit in self.edits:
            others = edit.home.members[1:]
            assert edit.visit is not None
            if edit.what in {Blow.MOVE, Blow.ADD}:
                told = self.told(int(edit.what is Blow.MOVE))
                missing += sum((edit.visit, member) not in told for member in others)
            elif edit.what is Blow.RESTORE:
                missing += sum(self.last_word(edit.visit, who) in OFF_OR_NOTHING for who in others)
            elif edit.what is Blow.CANCEL and edit.until == float("inf"):
                told = self.told(None, Kind.CANCELLED)
                had_heard = {pair for pair in self._told_before(edit) if pair[1] in others}
                missing += len(had_heard - told)
        return missing

    def last_word(self, visit: UUID, member: UUID) -> str | None:
        """The kind of what came last to this person about this visit."""
        came = [
            (arrival.ended, row.kind)
            for mark, row in self.rows.items()
            if _pair(row) == (visit, member)
            for arrival in self.came.get(mark, ())
        ]
        return max(came)[1] if came else None

    def _told_before(self, edit: Edit) -> set[Pair]:
        return {
            _pair(row)
            for mark, row in self.rows.items()
            if row.subject_id == edit.visit
            and any(arrival.ended < edit.began for arrival in self.came.get(mark, ()))
        }

    def forbidden(self) -> int:
        """What began to arrive after it was not to any more."""
        return sum(
            edit.ended + GRACE < arrival.began < edit.until
            for edit in self.edits
            for mark, row in self.rows.items()
            if _forbids(edit, row)
            for arrival in self.came.get(mark, ())
        )

    def told_too_late(self) -> int:
        begun = {visit for home in self.homes for visit in home.begun}
        return sum(row.subject_id in begun and mark in self.came for mark, row in self.rows.items())

    def repeated(self) -> int:
        """What came again by the same way, and by another to who is told by one."""
        at_once = {
            member: number
            for home in self.homes
            for member, number in zip(home.members, home.at_once, strict=True)
        }
        number = 0
        for mark, arrivals in self.came.items():
            row, ways = self.rows.get(mark), len({arrival.way for arrival in arrivals})
            meant = at_once[row.membership_id] if row and row.membership_id else 1
            number += len(arrivals) - min(ways, meant)
        return number

    def said_again(self) -> int:
        """Of what piled up about a visit at one time, one message is enough; once it is on again, another."""
        on_again = {edit.visit for edit in self.edits if edit.what is Blow.RESTORE}
        said = Counter(
            (*_pair(row), row.occurrence)
            for mark, row in self.rows.items()
            if mark in self.came
            and row.kind in {Kind.DUE, Kind.CATCH_UP}
            and row.subject_id not in on_again
        )
        return sum(number - 1 for number in said.values())


def _pair(row: Reminder) -> Pair:
    assert row.membership_id is not None
    return row.subject_id, row.membership_id


def _freed(edit: Edit) -> Iterable[Pair]:
    """What need not come as it was planned."""
    return (pair for pair in edit.home.pairs if _concerns(edit, *pair))


def _concerns(edit: Edit, visit: UUID, member: UUID) -> bool:
    if edit.what is Blow.PAUSE:
        return True
    if edit.what in {Blow.REMOVE, Blow.MUTE}:
        return member == edit.member
    return visit == edit.visit


def _forbids(edit: Edit, row: Reminder) -> bool:
    """Whether this message may not go out once the change is saved."""
    if row.circle_id != edit.home.circle or not _concerns(edit, *_pair(row)):
        return False
    if edit.what is Blow.RESTORE:
        return row.kind == Kind.CANCELLED
    if edit.what is Blow.MOVE:
        return row.occurrence == 0
    return edit.what is not Blow.ADD and row.kind != Kind.CANCELLED


def _is_readable(arrival: Arrival) -> bool:
    """A notification opens with the device's key and says what is meant for a locked screen."""
    if arrival.way != "push":
        return True
    plain = http_ece.decrypt(arrival.body, private_key=KEY, auth_secret=SECRET, version="aes128gcm")
    return bool(json.loads(plain)["body"])
