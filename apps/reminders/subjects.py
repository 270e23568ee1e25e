"""What the engine and the rooms above it tell each other. The engine never learns what an appointment is."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol, runtime_checkable
from uuid import UUID

from django.utils.translation import gettext as _

from apps.circles.access import Access
from apps.circles.kinds import Section
from apps.core.errors import RuleError
from apps.core.ics import Event
from apps.core.zones import moment
from apps.reminders.kinds import Kind
from apps.reminders.recipients import Recipient
from apps.reminders.rules import Lead


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something at a time that people are reminded of, at the engine's regular hours before it."""

    subject: str  # registered name, like "appointment"
    subject_id: UUID
    circle_id: UUID
    occurrence: int  # raised each time it is moved
    starts_at: datetime  # aware UTC; when the time is not known: the start of that day in ``zone``
    time_known: bool
    zone: str  # the place's
    recipients: frozenset[Recipient]  # each of whom may see it
    entered_by: UUID | None  # the membership that made the change; it needs no telling


@dataclass(frozen=True, slots=True)
class ReadersHour:
    """A time on the recipient's own clock, wherever they are."""

    day: date
    at: time

    def in_zone(self, zone: str) -> datetime:
        return moment(self.day, self.at, zone)


When = datetime | ReadersHour


@dataclass(frozen=True, slots=True)
class Owed:
    """One message of a promise. The engine sees to quiet hours, settling and what is late."""

    recipient: Recipient  # who may see it
    kind: Kind
    due: When  # past already: once things have settled
    useful_until: When
    offset: int = 0  # tells several of a kind apart: minutes before, or the how-manieth news it is
    starts_at: datetime | None = None  # of the thing, where it has a time
    needed_by: datetime | None = None  # manners yield to it; without it, to ``useful_until``
    occurrence: int | None = None  # of an item in a series; else the promise's


@dataclass(frozen=True, slots=True)
class Promise:
    """All that is owed about one thing, at hours that its room has worked out itself."""

    subject: str
    subject_id: UUID
    circle_id: UUID
    occurrence: int  # another number whenever the same is to be said again, as of another day
    owed: tuple[Owed, ...] = ()


Plan = Occasion | Promise


@dataclass(frozen=True, slots=True)
class Ask:
    """One reminder, as the subject needs to know it."""

    kind: Kind
    subject_id: UUID
    occurrence: int
    recipient: Recipient
    now: datetime
    offset: int = 0

    @property
    def membership_id(self) -> UUID | None:
        """None when it is for a contact."""
        return self.recipient.membership_id

    @property
    def contact_id(self) -> UUID | None:
        return self.recipient.contact_id


@dataclass(frozen=True, slots=True)
class Message:
    """What to say, in the reader's language and zone. Discreet: no illness, no place, no kind of visit."""

    subject: str
    lines: tuple[str, ...]
    link: str = ""  # path of the thing, behind sign-in; or a path of its own for a contact
    link_label: str = ""
    answers: tuple[tuple[str, str], ...] = ()  # (code, label); with any, it has a one-answer link
    event: Event | None = None  # for the reader's own calendar
    full_lines: tuple[str, ...] = ()  # instead of ``lines``, for who has allowed more to be said


@dataclass(frozen=True, slots=True)
class Question:
    """What the public page of a one-answer link shows: when, and the buttons."""

    when: str  # like "Tuesday at 10:30", and nothing else
    answers: tuple[tuple[str, str], ...]
    current: str | None  # code of the answer given before
    in_full: str = ""  # when, with the date, for what is written back to a text


class Subject(Protocol):
    """One small object per kind of thing, registered by the room that owns it.

    The engine calls what speaks or asks with the reader's language and zone active.
    """

    name: str
    is_visit: bool  # told to whoever keeps the visits' reminders through a pause

    def skip_reason(self, ask: Ask) -> str | None:
        """Asked at the moment of sending; None sends.

        Else a short code: "gone", "cancelled", "moved", "no_access", "not_wanted" or "past".
        """

    def plans(self, access: Access, ids: Collection[UUID]) -> Iterable[Plan]:
        """What is still to come of these, locked until the transaction ends, to be planned anew."""

    def message(self, ask: Ask) -> Message: ...

    def question(self, ask: Ask) -> Question: ...

    def answer(self, ask: Ask, code: str) -> str:
        """Act on an answer; returns a kind sentence to show. Raises RuleError."""


def link_is_over() -> RuleError:
    """For a link whose thing is gone, or not its reader's any more, and for one that never was."""
    return RuleError(_("This link does not work any more."))


class Unanswered:
    """For subjects that ask nothing: none of their messages has a one-answer link."""

    def question(self, ask: Ask) -> Question:
        raise link_is_over()

    def answer(self, ask: Ask, code: str) -> str:
        raise link_is_over()


@runtime_checkable
class Listed(Protocol):
    """A subject may also say in which list its things stand and who entered them: people can mute either."""

    section: Section

    def author(self, ask: Ask) -> UUID | None:
        """The membership that entered it."""


@runtime_checkable
class Adjustable(Listed, Protocol):
    """A subject may also let people choose at which hours."""

    leads: tuple[Lead, ...]  # of an occasion; or the offsets of ``Kind.DUE`` in its promises

    @property
    def label(self) -> str:
        """As it stands on the page "Reminders", like "Appointments"."""


@runtime_checkable
class Alerting(Protocol):
    """A subject may also name kinds of messages that whoever allows it gets in quiet hours too: the family has
    set their hour. For the others they are under the bell at once."""

    alerts: frozenset[Kind]


@runtime_checkable
class Serial(Protocol):
    """A subject may also say that its occurrences are things of their own, like the doses of a day, and not the
    times one thing was moved: then word of one says nothing of another."""

    is_series: bool


@runtime_checkable
class Lasting(Protocol):
    """A subject may also take answers for a while after its messages are of no more use, like "it is done"."""

    answers_last: timedelta


@runtime_checkable
class ReadsAhead(Protocol):
    """A subject may also read what several asks need in a few queries, and answer them from that.

    What was read must be forgotten at the end of the context; the engine keeps it for a second at most.
    """

    def reading_ahead(self, asks: Sequence[Ask]) -> AbstractContextManager[None]: ...
