"""What the engine and the rooms above it tell each other. The engine never learns what an appointment is."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable
from uuid import UUID

from apps.circles.access import Access
from apps.reminders.kinds import Kind


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something at a time that people are reminded of, as the room that owns it tells the engine."""

    subject: str  # registered name, like "appointment"
    subject_id: UUID
    circle_id: UUID
    occurrence: int  # raised each time it is moved
    starts_at: datetime  # aware UTC; when the time is not known: the start of that day in ``zone``
    time_known: bool
    zone: str  # the place's
    recipients: frozenset[UUID]  # memberships to remind, each of whom may see it
    entered_by: UUID | None  # the membership that made the change; it needs no telling


@dataclass(frozen=True, slots=True)
class Ask:
    """One reminder, as the subject needs to know it."""

    kind: Kind
    subject_id: UUID
    occurrence: int
    membership_id: UUID
    now: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """What to say, in the reader's language and zone. Discreet: no illness, no place, no kind of visit."""

    subject: str
    lines: tuple[str, ...]
    link: str  # path of the thing, behind sign-in
    link_label: str
    answers: tuple[
        tuple[str, str], ...
    ] = ()  # (code, label); with any, the mail has a one-answer link


@dataclass(frozen=True, slots=True)
class Question:
    """What the public page of a one-answer link shows: when, and the buttons."""

    when: str  # like "Tuesday at 10:30", and nothing else
    answers: tuple[tuple[str, str], ...]
    current: str | None  # code of the answer given before


class Subject(Protocol):
    """One small object per kind of thing, registered by the room that owns it.

    The engine calls what speaks or asks with the reader's language and zone active.
    """

    name: str

    def skip_reason(self, ask: Ask) -> str | None:
        """Asked at the moment of sending; None sends.

        Else a short code: "gone", "cancelled", "moved", "no_access", "not_wanted" or "past".
        """

    def occasions(self, access: Access, ids: Collection[UUID]) -> Iterable[Occasion]:
        """Those of these that are still to come, locked until the transaction ends, to be planned anew."""

    def message(self, ask: Ask) -> Message: ...

    def question(self, ask: Ask) -> Question: ...

    def answer(self, ask: Ask, code: str) -> str:
        """Act on an answer; returns a kind sentence to show. Raises RuleError."""


@runtime_checkable
class ReadsAhead(Protocol):
    """A subject may also read what several asks need in a few queries, and answer them from that.

    What was read must be forgotten at the end of the context; the engine keeps it for a second at most.
    """

    def reading_ahead(self, asks: Sequence[Ask]) -> AbstractContextManager[None]: ...
