"""An appointment as the reader sees it, with its seats and the reader's own answer.

Cards are two queries beside that of the rows, for any number of appointments.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from apps.careplan import rules
from apps.careplan.kinds import Answer, SeatKind, SeatWords, Status
from apps.careplan.models import Appointment, Attendance, Seat
from apps.careplan.rules import When
from apps.careplan.selectors.members import is_still_here
from apps.careplan.selectors.seats import outside_name
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.circles.models import Membership
from apps.circles.rules import is_current
from apps.core import clock

# What a seat's line tells: which seat it is, and who has it for as long as they are in the circle.
ON_A_SEAT = (
    "appointment",
    "kind",
    "holder__starts_on",
    "holder__ends_on",
    "holder__ended_at",
    "holder__user__name",
    "contact__name",
    "coming_for",
    "guest",
)


COMING = (Answer.YES, Answer.LIFT)


@dataclass(frozen=True, slots=True)
class SeatCard:
    """A seat as the reader sees it. ``name`` is empty while nobody has it, or who had it left the circle;
    ``holder`` is the member who has it, and None for somebody without an account."""

    kind: SeatKind
    name: str
    holder: Membership | None
    is_mine: bool
    is_confirmed: bool
    may_offer: bool
    may_release: bool
    may_fill: bool

    @property
    def words(self) -> SeatWords:
        """Not translated before they are shown: a page says few of them. ``taken`` names the holder."""
        words = self.kind.words
        return words._replace(taken=str(words.taken) % {"name": self.name}) if self.name else words


@dataclass(frozen=True, slots=True)
class Reply:
    """What another member answered."""

    name: str
    answer: Answer


class Given(NamedTuple):
    """An answer, to which time of the visit it was given, and how long its giver is in the circle."""

    appointment_id: UUID
    occurrence: int
    membership_id: UUID
    answer: str
    name: str
    starts_on: date
    ends_on: date | None
    ended_at: datetime | None


GIVEN = (
    "appointment_id",
    "occurrence",
    "membership_id",
    "answer",
    "membership__user__name",
    "membership__starts_on",
    "membership__ends_on",
    "membership__ended_at",
)


@dataclass(frozen=True, slots=True)
class AppointmentCard:
    """An appointment with its seats and what was answered for the time as it stands: by the reader, and by
    the others who are still in the circle. Whoever holds a seat and will be there is told of at the seat."""

    appointment: Appointment
    when: When
    seats: tuple[SeatCard, ...]
    my_answer: Answer | None
    replies: tuple[Reply, ...]
    is_open: bool  # still planned and ahead: seats and answers are wanted
    may_need_lift: bool = False  # the reader goes there, and nobody drives yet
    questions: int = 0  # to be asked there

    @property
    def goes_alone(self) -> bool:
        """The patient wants nobody else to come: what is empty stays empty."""
        return self.appointment.goes_alone

    @property
    def missing(self) -> list[SeatCard]:
        wanted = self.is_open and not self.goes_alone
        return [seat for seat in self.seats if wanted and not seat.name]

    @property
    def taken(self) -> list[SeatCard]:
        return [seat for seat in self.seats if seat.name]

    @property
    def is_over(self) -> bool:
        """Its time has passed and it was not called off: what was said can be written down."""
        return self.appointment.over_at <= clock.now() and not self.appointment.is_cancelled

    @property
    def first_offer(self) -> SeatKind | None:
        """The seat whose button is the filled one."""
        return next((seat.kind for seat in self.seats if seat.may_offer), None)


def cards(access: Access, rows: Iterable[Appointment]) -> list[AppointmentCard]:
    """Plain queries, which are cheaper than fewer clever ones."""
    found = list(rows)
    if not found:
        return []
    seats: dict[UUID, list[Seat]] = {row.pk: [] for row in found}
    held = Seat.objects.visible_to(access, among=found).select_related("holder__user", "contact")
    for seat in held.only(*ON_A_SEAT):
        seats[seat.appointment_id].append(seat)
    given: dict[tuple[UUID, int], list[Given]] = {}
    answers = Attendance.objects.visible_to(access, among=found).order_by("answered_at", "pk")
    for each in map(Given._make, answers.values_list(*GIVEN)):
        given.setdefault((each.appointment_id, each.occurrence), []).append(each)
    return [_card(access, row, seats[row.pk], given.get((row.pk, row.moves), [])) for row in found]


def _card(
    access: Access, row: Appointment, seats: list[Seat], given: list[Given]
) -> AppointmentCard:
    is_open = row.status == Status.PLANNED and row.over_at > clock.now()
    order = list(SeatKind)
    answers = {each.membership_id: Answer(each.answer) for each in given}

    def seat_card(seat: Seat) -> SeatCard:
        answer = answers.get(seat.holder_id) if seat.holder_id else None
        if seat.coming_for == row.moves:
            answer = Answer.YES
        card = _seat_card(access, seat, answer, is_open=is_open, goes_alone=row.goes_alone)
        rides = answers.get(access.membership.pk) == Answer.LIFT
        needs_another = rides and seat.kind == SeatKind.DRIVER
        return replace(card, may_offer=False) if needs_another else card

    by_kind = sorted(seats, key=lambda seat: order.index(SeatKind(seat.kind)))
    shown = tuple(seat_card(seat) for seat in by_kind)
    return AppointmentCard(
        appointment=row,
        when=row.when,
        seats=shown,
        my_answer=answers.get(access.membership.pk),
        replies=_replies(access, shown, given),
        is_open=is_open,
        may_need_lift=is_open and _may_need_lift(access, row, shown),
        questions=getattr(row, "asked", None) or 0,
    )


def _replies(access: Access, seats: tuple[SeatCard, ...], given: list[Given]) -> tuple[Reply, ...]:
    """Whoever has a seat and will be there is told of at the seat, unless they need a lift."""
    told = {seat.holder.pk for seat in seats if seat.holder and seat.is_confirmed}
    told -= {each.membership_id for each in given if each.answer == Answer.LIFT}
    told.add(access.membership.pk)
    today = clock.today(access.circle.time_zone)
    return tuple(
        Reply(each.name, Answer(each.answer))
        for each in given
        if each.membership_id not in told
        and is_current(today, each.starts_on, each.ends_on, taken_back=each.ended_at is not None)
    )


def _may_need_lift(access: Access, row: Appointment, seats: Iterable[SeatCard]) -> bool:
    if any(seat.kind == SeatKind.DRIVER and seat.name for seat in seats):
        return False
    mine = [seat.kind for seat in seats if seat.is_mine]
    return rules.may_need_lift(mine, is_patient=access.is_patient, is_call=row.is_call)


def _seat_card(
    access: Access, seat: Seat, answer: Answer | None, *, is_open: bool, goes_alone: bool
) -> SeatCard:
    kind = SeatKind(seat.kind)
    holder = seat.holder if seat.holder and is_still_here(access, seat.holder) else None
    name = holder.name if holder else outside_name(access, seat)
    is_mine = holder is not None and access.is_mine(holder.pk)
    takes_part = is_open and access.can(Section.PLAN, Level.TAKE_PART)
    is_wanted = takes_part and not name and not goes_alone
    return SeatCard(
        kind=kind,
        name=name,
        holder=holder,
        is_mine=is_mine,
        is_confirmed=bool(name) and answer in COMING,
        may_offer=is_wanted and rules.may_take_seat(kind, is_patient=access.is_patient),
        may_release=is_open
        and bool(name)
        and access.can(Section.PLAN, rules.level_to_change(is_own=is_mine)),
        may_fill=is_wanted and access.can(Section.PLAN, Level.EDIT),
    )
