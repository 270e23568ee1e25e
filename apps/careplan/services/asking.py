"""Empty seats, as the reminders room is told of them: a subject of its own beside the appointment's."""

from collections.abc import Collection, Iterator
from datetime import time, timedelta

from apps.careplan.models import Appointment, Seat
from apps.careplan.selectors import reaches
from apps.circles.kinds import Level, Role
from apps.circles.models import Membership
from apps.core import clock
from apps.reminders.kinds import Kind
from apps.reminders.recipients import Recipient
from apps.reminders.subjects import Owed, Promise, ReadersHour

SUBJECT = "seat"
DAY_BEFORE = timedelta(days=1)
MORNING = time(9)


def seat_promise(
    appointment: Appointment, seats: Collection[Seat], members: Collection[Membership]
) -> Promise:
    """All that is owed about the seats of an appointment; nothing once it is off, over or done alone.

    A day before, whoever coordinates hears if one is still empty: asked at that hour, for people leave
    circles without a word. And when a seat is given back, those who could take it are asked at once.
    """
    wanted = bool(seats) and not appointment.goes_alone and appointment.is_ahead(clock.now())
    owed = (
        [*_a_day_before(appointment, members), *_given_back(appointment, seats, members)]
        if wanted
        else []
    )
    return Promise(
        SUBJECT, appointment.pk, appointment.circle_id, appointment.moves, owed=tuple(owed)
    )


def _a_day_before(appointment: Appointment, members: Collection[Membership]) -> Iterator[Owed]:
    when = appointment.when
    day = ReadersHour(when.day - DAY_BEFORE, MORNING)
    for member in _coordinators(appointment, members):
        yield Owed(
            recipient=Recipient.member(member.pk),
            kind=Kind.WANTED,
            due=when.starts_at - DAY_BEFORE if when.time_known else day,
            useful_until=when.begins_by,
            offset=DAY_BEFORE // timedelta(minutes=1),
            starts_at=when.starts_at,
        )


def _coordinators(
    appointment: Appointment, members: Collection[Membership]
) -> Iterator[Membership]:
    """Whoever coordinates and may see it; where nobody does, the patient."""
    able = [member for member in members if reaches(member, appointment, Level.EDIT)]
    coordinating = [member for member in able if member.role == Role.COORDINATOR]
    yield from coordinating or (member for member in able if member.role == Role.PATIENT)


def _given_back(
    appointment: Appointment, seats: Collection[Seat], members: Collection[Membership]
) -> Iterator[Owed]:
    """The news that a seat is free again, for everyone who could take it but who gave it back."""
    free = [seat for seat in seats if seat.is_empty and seat.freed_at is not None]
    latest = max(free, key=lambda seat: str(seat.freed_at), default=None)
    if latest is None or latest.freed_at is None:
        return
    for member in members:
        able = reaches(member, appointment, Level.TAKE_PART) and member.role != Role.PATIENT
        if able and member.pk != latest.freed_by_id:
            yield Owed(
                recipient=Recipient.member(member.pk),
                kind=Kind.NEWS,
                due=latest.freed_at,
                useful_until=appointment.when.begins_by,
                offset=sum(seat.freed for seat in seats),
                starts_at=appointment.starts_at,
            )
