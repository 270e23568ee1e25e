"""Seats, as the reminders room is told of them: two subjects of their own beside the appointment's.

One is about seats that are empty, one about who has taken such a seat, so that neither ends the other's rows.
"""

from collections.abc import Collection, Iterator
from datetime import datetime, time, timedelta
from uuid import UUID

from apps.careplan.models import Appointment, Seat
from apps.careplan.selectors import reaches
from apps.circles.kinds import Level, Role
from apps.circles.models import Membership
from apps.core import clock
from apps.reminders.kinds import Kind
from apps.reminders.recipients import Recipient
from apps.reminders.subjects import Owed, Promise, ReadersHour

SUBJECT, COMPANY = "seat", "company"
DAY_BEFORE = timedelta(days=1)
MORNING = time(9)


def seat_promise(
    appointment: Appointment,
    seats: Collection[Seat],
    members: Collection[Membership],
    for_patient: Collection[UUID],
) -> Promise:
    """All that is owed about the seats of an appointment; nothing once it is off, over or done alone.

    A day before, whoever coordinates hears if one is still empty: asked at that hour, for people leave
    circles without a word. And when a seat is given back or a lift is needed, those who could take it are asked
    at once.
    """
    wanted = bool(seats) and not appointment.goes_alone and appointment.is_ahead(clock.now())
    owed = (
        [
            *_a_day_before(appointment, members, for_patient),
            *_given_back(appointment, seats, members),
        ]
        if wanted
        else []
    )
    return Promise(
        SUBJECT, appointment.pk, appointment.circle_id, appointment.moves, owed=tuple(owed)
    )


def company_promise(
    appointment: Appointment,
    seats: Collection[Seat],
    members: Collection[Membership],
    for_patient: Collection[UUID],
) -> Promise:
    """Who comes instead, or drives: for the patient, whoever gets hers, and whoever asked for a lift."""
    ahead = appointment.is_ahead(clock.now())
    owed = tuple(_taken_instead(appointment, seats, members, for_patient)) if ahead else ()
    return Promise(COMPANY, appointment.pk, appointment.circle_id, appointment.moves, owed=owed)


def _a_day_before(
    appointment: Appointment, members: Collection[Membership], for_patient: Collection[UUID]
) -> Iterator[Owed]:
    when = appointment.when
    day = ReadersHour(when.day - DAY_BEFORE, MORNING)
    for member in _coordinators(appointment, members, for_patient):
        yield Owed(
            recipient=Recipient.member(member.pk),
            kind=Kind.WANTED,
            due=when.starts_at - DAY_BEFORE if when.time_known else day,
            useful_until=when.begins_by,
            offset=DAY_BEFORE // timedelta(minutes=1),
            starts_at=when.starts_at,
        )


def _coordinators(
    appointment: Appointment, members: Collection[Membership], for_patient: Collection[UUID]
) -> list[Membership]:
    """Whoever coordinates and may see it; where nobody does, the patient, and whoever gets hers."""
    able = [member for member in members if reaches(member, appointment, Level.EDIT)]
    coordinating = [member for member in able if member.role == Role.COORDINATOR]
    return coordinating or [
        member
        for member in members
        if (member.is_patient or member.pk in for_patient)
        and reaches(member, appointment, Level.SEE)
    ]


def _given_back(
    appointment: Appointment, seats: Collection[Seat], members: Collection[Membership]
) -> Iterator[Owed]:
    """The news that a seat is free, for everyone who could take it but on whose account it is."""
    free = [seat for seat in seats if seat.is_empty and seat.freed_at is not None]
    latest = max(free, key=lambda seat: str(seat.freed_at), default=None)
    if latest is None or latest.freed_at is None:
        return
    for member in members:
        able = reaches(member, appointment, Level.TAKE_PART) and member.role != Role.PATIENT
        if able and member.pk != latest.freed_by_id:
            since = int(latest.freed_at.timestamp()) // 60  # so that the same is never asked twice
            yield _news(appointment, member, due=latest.freed_at, offset=since)


def _taken_instead(
    appointment: Appointment,
    seats: Collection[Seat],
    members: Collection[Membership],
    for_patient: Collection[UUID],
) -> Iterator[Owed]:
    found = [seat for seat in seats if seat.freed_at is not None and not seat.is_empty]
    waiting = {*for_patient, *(seat.freed_by_id for seat in found if seat.for_lift)}
    holders = {seat.holder_id for seat in found}
    for member in members if found else ():
        concerns = member.is_patient or member.pk in waiting
        if concerns and member.pk not in holders and reaches(member, appointment, Level.SEE):
            yield _news(
                appointment, member, due=clock.now(), offset=sum(seat.freed for seat in found)
            )


def _news(appointment: Appointment, member: Membership, *, due: datetime, offset: int) -> Owed:
    return Owed(
        recipient=Recipient.member(member.pk),
        kind=Kind.NEWS,
        due=due,
        useful_until=appointment.when.begins_by,
        offset=offset,
        starts_at=appointment.starts_at,
    )
