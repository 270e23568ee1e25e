"""An appointment as one recipient of a reminder sees it today, read for one question or for many at once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from apps.careplan import selectors, services
from apps.careplan.kinds import SeatKind
from apps.careplan.models import Appointment, Seat
from apps.careplan.services.planning import ALWAYS_TOLD
from apps.circles.access import Access, open_for_member, open_for_members
from apps.circles.kinds import Level
from apps.reminders.selectors import Listeners, listeners
from apps.reminders.subjects import Ask


@dataclass(frozen=True, slots=True)
class Found:
    """``access`` is None for a contact without an account, who knows of the visit for having a seat there."""

    access: Access | None
    appointment: Appointment
    seats: Sequence[SeatKind]  # that they hold
    company: Sequence[str]  # who else comes, for the patient: "Jo is driving"
    listens: bool = False
    is_for_patient: bool = False  # gets hers, for her
    is_coming: bool = False  # as a contact said; what a member said stands elsewhere

    @property
    def is_to_be_told(self) -> bool:
        """Whether they, who may see it, are among those who are reminded of it."""
        role = self.access.membership.role if self.access else None
        return role in ALWAYS_TOLD or bool(self.seats) or self.listens

    @property
    def is_patient(self) -> bool:
        return self.access is not None and self.access.is_patient

    @property
    def hears_as_patient(self) -> bool:
        return self.is_patient or self.is_for_patient

    @property
    def path(self) -> str:
        """Of its page, behind sign-in."""
        return self.appointment.get_absolute_url() if self.access else ""


Known = dict[tuple[UUID, UUID], Found]  # by membership and appointment
_known: ContextVar[Known | None] = ContextVar("appointments_read_ahead", default=None)


def find(ask: Ask) -> Found | None:
    """None if they may not see it any more."""
    if ask.contact_id is not None:
        return _of_contact(ask.contact_id, ask.subject_id)
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
    seats = selectors.seats_of([access], [appointment.pk])
    return _found(access, appointment, seats, listeners([access.circle.pk]))


def _of_contact(contact_id: UUID, appointment_id: UUID) -> Found | None:
    visit = services.visit_of_contact(contact_id, appointment_id)
    if visit is None:
        return None
    row, seats = visit
    kinds = [SeatKind(seat.kind) for seat in seats]
    is_coming = any(seat.coming_for == row.moves for seat in seats)
    return Found(None, row, kinds, company=(), is_coming=is_coming)


def _found(access: Access, row: Appointment, seats: Sequence[Seat], listening: Listeners) -> Found:
    me = access.membership.pk
    for_patient = me in listening.for_patient
    return Found(
        access,
        row,
        seats=[SeatKind(seat.kind) for seat in seats if seat.holder_id == me],
        company=selectors.company_of(access, seats) if access.is_patient or for_patient else [],
        listens=me in listening.all,
        is_for_patient=for_patient,
    )


def _read_all(asks: Sequence[Ask]) -> Known:
    accesses = open_for_members({ask.membership_id for ask in asks if ask.membership_id})
    wanted = {ask.subject_id for ask in asks}
    appointments = selectors.appointments_of(accesses.values(), wanted)
    seats: dict[UUID, list[Seat]] = defaultdict(list)
    for seat in selectors.seats_of(accesses.values(), wanted):
        seats[seat.appointment_id].append(seat)
    listening = listeners({access.circle.pk for access in accesses.values()})
    known: Known = {}
    for ask in asks:
        access = accesses.get(ask.membership_id) if ask.membership_id else None
        row = appointments.get(ask.subject_id)
        if access and row and _sees(access, row):
            key = (access.membership.pk, row.pk)
            known[key] = _found(access, row, seats[row.pk], listening)
    return known


def _sees(access: Access, row: Appointment) -> bool:
    """Surely, today. What is held until a day is left to be asked for by itself, exactly."""
    is_theirs = access.circle.pk == row.circle_id
    return (
        is_theirs
        and row.held_until is None
        and selectors.reaches(access.membership, row, Level.SEE)
    )
