"""Appointments as pages and reminders need them, always through ``visible_to``.

A card is two queries for any number of appointments: the rows with the reader's own answer, and their seats.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import groupby
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from apps.careplan import rules
from apps.careplan.kinds import Answer, AppointmentKind, SeatKind, SeatWords, Status
from apps.careplan.models import Appointment, Attendance, Seat
from apps.careplan.rules import AppointmentDraft, When
from apps.careplan.selectors.members import is_still_here
from apps.careplan.selectors.paging import PAGE_SIZE, Page, after, key_of
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.circles.models import Membership
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
    "guest",
)


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
class AppointmentCard:
    """An appointment with its seats and the reader's answer for the time as it stands."""

    appointment: Appointment
    when: When
    seats: tuple[SeatCard, ...]
    my_answer: Answer | None
    is_open: bool  # still planned and ahead: seats and answers are wanted

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


# Answers by appointment, occurrence and membership.
Answers = dict[tuple[UUID, int, UUID | None], Answer]


@dataclass(frozen=True, slots=True)
class NextAppointments:
    """The next one of the open circle, and the time of the next in each of the others, by circle id."""

    here: AppointmentCard | None
    elsewhere: dict[UUID, When]


@dataclass(frozen=True, slots=True)
class AgendaDay:
    day: date
    is_today: bool
    cards: list[AppointmentCard]


@dataclass(frozen=True, slots=True)
class AgendaMonth:
    """Days of one month; the month is named unless it is the first and the one it is now."""

    first: date
    named: bool
    days: list[AgendaDay]


def upcoming_appointments(access: Access, key: str = "") -> Page[AppointmentCard]:
    rows = Appointment.objects.visible_to(access).upcoming(clock.now())
    return _page(access, after(rows, key))


def earlier_appointments(access: Access, key: str = "") -> Page[AppointmentCard]:
    """What is over, records, and what was cancelled; the latest first."""
    rows = Appointment.objects.visible_to(access).earlier(clock.now())
    return _page(access, after(rows, key, descending=True))


def next_appointments(access: Access, others: Iterable[Access]) -> NextAppointments:
    """For Today: what comes next here, and when something does in the reader's other circles.

    Three queries, whatever the number of appointments and circles.
    """
    rows = Appointment.objects.visible_to_any([access, *others]).upcoming(clock.now())
    first = list(rows.order_by("circle_id", "starts_at", "pk").distinct("circle_id"))
    here = [row for row in first if row.circle_id == access.circle.pk]
    return NextAppointments(
        here=next(iter(_cards(access, here)), None),
        elsewhere={row.circle_id: row.when for row in first if row not in here},
    )


def appointment(access: Access, appointment_id: UUID) -> Appointment:
    """One appointment, whoever changed it last in tow. Http404 for any that this access may not see."""
    rows = Appointment.objects.visible_to(access).select_related("changed_by__user", "author__user")
    row: Appointment | None = rows.filter(pk=appointment_id).first()
    if row is None:
        raise Http404
    return row


def appointment_card(access: Access, appointment_id: UUID) -> AppointmentCard:
    rows = Appointment.objects.visible_to(access).select_related("changed_by__user", "author__user")
    for card in _cards(access, rows.filter(pk=appointment_id)):
        return card
    raise Http404


def locked_appointment(access: Access, appointment_id: UUID) -> Appointment:
    """For services: the row, locked until the transaction ends, so that all writes to one appointment,
    its seats and its reminders come one after the other. Http404 as above."""
    rows = Appointment.objects.visible_to(access).select_for_update(of=("self",))
    row: Appointment | None = rows.filter(pk=appointment_id).first()
    if row is None:
        raise Http404
    return row


def draft_of_appointment(access: Access, row: Appointment) -> AppointmentDraft:
    """The appointment as it stands, in the shape of what a form sends."""
    seats = Seat.objects.visible_to(access).filter(appointment=row)
    return AppointmentDraft(
        kind=AppointmentKind(row.kind),
        when=row.when,
        seats=frozenset(SeatKind(kind) for kind in seats.values_list("kind", flat=True)),
        **{name: getattr(row, name) for name in rules.DETAILS},
    )


def overlapping(
    access: Access, whens: Iterable[When], but: UUID | None = None
) -> list[Appointment]:
    """Which visible plans, ``but`` one, nobody could go to beside any of these; the first three."""
    spans = [
        Q(starts_at__lt=when.over_at, over_at__gt=when.starts_at)
        for when in whens
        if when.time_known
    ]
    if not spans:
        return []
    rows = Appointment.objects.visible_to(access).filter(status=Status.PLANNED, time_known=True)
    return list(rows.filter(reduce(or_, spans)).exclude(pk=but).order_by("starts_at", "pk")[:3])


def appointment_to_repeat(access: Access, appointment_id: str) -> AppointmentDraft:
    """What to book once more; Http404 for what is none or may not be seen."""
    try:
        return draft_of_appointment(access, appointment(access, UUID(appointment_id)))
    except ValueError:
        raise Http404 from None


def agenda(access: Access, cards: list[AppointmentCard]) -> list[AgendaMonth]:
    """Cards, in their order, by the day at the place and by month."""
    today = clock.today(access.circle.time_zone)
    months: list[AgendaMonth] = []
    for first, in_month in groupby(cards, key=lambda card: card.when.day.replace(day=1)):
        days = [
            AgendaDay(day, day == today, list(on_day))
            for day, on_day in groupby(in_month, key=lambda card: card.when.day)
        ]
        named = bool(months) or first != today.replace(day=1)
        months.append(AgendaMonth(first, named, days))
    return months


def _page(access: Access, rows: QuerySet[Appointment]) -> Page[AppointmentCard]:
    cards = _cards(access, rows[: PAGE_SIZE + 1])
    items = cards[:PAGE_SIZE]
    return Page(items, key_of(items[-1].appointment) if len(cards) > PAGE_SIZE else "")


def _cards(access: Access, rows: Iterable[Appointment]) -> list[AppointmentCard]:
    """Two queries beside that of the rows: plain ones, which are cheaper than fewer clever ones."""
    found = list(rows)
    if not found:
        return []
    seats: dict[UUID, list[Seat]] = {row.pk: [] for row in found}
    held = Seat.objects.visible_to(access).select_related("holder__user", "contact")
    for seat in held.filter(appointment__in=seats).only(*ON_A_SEAT):
        seats[seat.appointment_id].append(seat)
    answers = Attendance.objects.visible_to(access).filter(appointment__in=seats)
    given: Answers = {
        tuple(key): Answer(answer)
        for *key, answer in answers.values_list(
            "appointment_id", "occurrence", "membership_id", "answer"
        )
    }
    return [_card(access, row, seats[row.pk], given) for row in found]


def _card(access: Access, row: Appointment, seats: list[Seat], given: Answers) -> AppointmentCard:
    is_open = row.status == Status.PLANNED and row.over_at > clock.now()
    order = list(SeatKind)

    def answer_of(membership_id: UUID | None) -> Answer | None:
        return given.get((row.pk, row.moves, membership_id))

    def seat_card(seat: Seat) -> SeatCard:
        answer = answer_of(seat.holder_id)
        return _seat_card(access, seat, answer, is_open=is_open, goes_alone=row.goes_alone)

    by_kind = sorted(seats, key=lambda seat: order.index(SeatKind(seat.kind)))
    return AppointmentCard(
        appointment=row,
        when=row.when,
        seats=tuple(seat_card(seat) for seat in by_kind),
        my_answer=answer_of(access.membership.pk),
        is_open=is_open,
    )


def _seat_card(
    access: Access, seat: Seat, answer: Answer | None, *, is_open: bool, goes_alone: bool
) -> SeatCard:
    kind = SeatKind(seat.kind)
    holder = seat.holder if seat.holder and is_still_here(access, seat.holder) else None
    name = holder.name if holder else seat.other_name
    is_mine = holder is not None and access.is_mine(holder.pk)
    takes_part = is_open and access.can(Section.PLAN, Level.TAKE_PART)
    is_wanted = takes_part and not name and not goes_alone
    return SeatCard(
        kind=kind,
        name=name,
        holder=holder,
        is_mine=is_mine,
        is_confirmed=holder is not None and answer == Answer.YES,
        may_offer=is_wanted and rules.may_take_seat(kind, is_patient=access.is_patient),
        may_release=is_open
        and bool(name)
        and access.can(Section.PLAN, rules.level_to_change(is_own=is_mine)),
        may_fill=is_wanted and access.can(Section.PLAN, Level.EDIT),
    )
