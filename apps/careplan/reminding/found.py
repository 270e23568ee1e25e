"""An appointment as one recipient of a reminder sees it today, read for one question or for many at once."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from apps.careplan import selectors
from apps.careplan.kinds import SeatKind
from apps.careplan.models import Appointment
from apps.careplan.services.planning import ALWAYS_TOLD
from apps.circles.access import Access, open_for_member, open_for_members
from apps.circles.kinds import Level
from apps.reminders.selectors import also_told
from apps.reminders.subjects import Ask


@dataclass(frozen=True, slots=True)
class Found:
    access: Access
    appointment: Appointment
    seats: Sequence[SeatKind]  # that they hold
    listens: bool

    @property
    def is_to_be_told(self) -> bool:
        """Whether they, who may see it, are among those who are reminded of it."""
        return self.access.membership.role in ALWAYS_TOLD or bool(self.seats) or self.listens


Known = dict[tuple[UUID, UUID], Found]  # by membership and appointment
_known: ContextVar[Known | None] = ContextVar("appointments_read_ahead", default=None)


def find(ask: Ask) -> Found | None:
    """None if they may not see it any more."""
    if ask.membership_id is None:
        return None
    known = _known.get() or {}
    return known.get((ask.membership_id, ask.subject_id)) or _read(
        ask.membership_id, ask.subject_id
    )


@contextmanager
def reading_ahead(asks: Sequence[Ask]) -> Iterator[None]:
    """Four queries for any number of asks; what they find is known until the end of the context."""
    token = _known.set(_read_all(asks))
    try:
        yield
    finally:
        _known.reset(token)


def _read(membership_id: UUID, appointment_id: UUID) -> Found | None:
    access = open_for_member(membership_id)
    if access is None:
        return None
    try:
        appointment = selectors.appointment(access, appointment_id)
    except Http404:
        return None
    return Found(
        access,
        appointment,
        selectors.my_seats(access, appointment),
        listens=membership_id in also_told([access.circle.pk]),
    )


def _read_all(asks: Sequence[Ask]) -> Known:
    accesses = open_for_members({ask.membership_id for ask in asks if ask.membership_id})
    wanted = {ask.subject_id for ask in asks}
    appointments = selectors.appointments_of(accesses.values(), wanted)
    seats = _seats_held(accesses.values(), wanted)
    listening = also_told({access.circle.pk for access in accesses.values()})
    known: Known = {}
    for ask in asks:
        access = accesses.get(ask.membership_id) if ask.membership_id else None
        row = appointments.get(ask.subject_id)
        if access and row and _sees(access, row):
            key = (access.membership.pk, row.pk)
            known[key] = Found(access, row, seats[key], listens=key[0] in listening)
    return known


def _sees(access: Access, row: Appointment) -> bool:
    """Surely, today. What is held until a day is left to be asked for by itself, exactly."""
    is_theirs = access.circle.pk == row.circle_id
    is_held = getattr(row, "held_until", None) is not None
    return is_theirs and not is_held and selectors.reaches(access.membership, row, Level.SEE)


def _seats_held(
    accesses: Collection[Access], appointments: Collection[UUID]
) -> dict[tuple[UUID, UUID], list[SeatKind]]:
    held: dict[tuple[UUID, UUID], list[SeatKind]] = defaultdict(list)
    for holder, appointment, kind in selectors.seats_held(accesses, appointments):
        held[holder, appointment].append(kind)
    return held
