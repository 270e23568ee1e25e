"""Appointments as pages and reminders need them, always through ``visible_to``.

A card is two queries for any number of appointments: the rows with the reader's own answer, and their seats.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.http import Http404

from apps.careplan import rules
from apps.careplan.kinds import Answer, AppointmentKind, SeatKind, Status
from apps.careplan.models import Appointment, Attendance, Seat
from apps.careplan.rules import AppointmentDraft, When
from apps.careplan.selectors.paging import PAGE_SIZE, Page, after, key_of
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.circles.models import Membership
from apps.circles.rules import is_current
from apps.core import clock


@dataclass(frozen=True, slots=True)
class SeatCard:
    """A seat as the reader sees it. ``holder`` is None while nobody has it, or who had it left the circle."""

    kind: SeatKind
    holder: Membership | None
    is_mine: bool
    is_confirmed: bool
    may_offer: bool
    may_release: bool

    @property
    def words(self) -> dict[str, str]:
        name = {"name": self.holder.name if self.holder else ""}
        return {key: str(text) % name for key, text in self.kind.words._asdict().items()}


@dataclass(frozen=True, slots=True)
class AppointmentCard:
    """An appointment with its seats and the reader's answer for the time as it stands."""

    appointment: Appointment
    when: When
    seats: tuple[SeatCard, ...]
    my_answer: Answer | None
    is_open: bool  # still planned and ahead: seats and answers are wanted

    @property
    def missing(self) -> list[SeatCard]:
        return [seat for seat in self.seats if seat.holder is None and self.is_open]


@dataclass(frozen=True, slots=True)
class AgendaDay:
    day: date
    is_today: bool
    new_month: bool
    cards: list[AppointmentCard]


@dataclass(frozen=True, slots=True)
class Reply:
    """What another member answered."""

    membership: Membership
    answer: Answer


def upcoming_appointments(access: Access, key: str = "") -> Page[AppointmentCard]:
    rows = Appointment.objects.visible_to(access).upcoming(clock.now())
    return _page(access, after(rows, key))


def earlier_appointments(access: Access, key: str = "") -> Page[AppointmentCard]:
    """What is over, records, and what was cancelled; the latest first."""
    rows = Appointment.objects.visible_to(access).earlier(clock.now())
    return _page(access, after(rows, key, descending=True))


def next_appointment(access: Access) -> AppointmentCard | None:
    """For Today: the next one with its seats and holders, or None. Two queries at most."""
    rows = Appointment.objects.visible_to(access).upcoming(clock.now())[:1]
    return next(iter(_cards(access, rows)), None)


def next_dates(accesses: Iterable[Access]) -> dict[UUID, When]:
    """The next appointment's time in each of several circles, by circle id; one query for all of them."""
    now = clock.now()
    fields = ("circle_id", "starts_at", "time_known", "zone", "ends_at")
    parts = [
        Appointment.objects.visible_to(access).upcoming(now).values_list(*fields)[:1]
        for access in accesses
        if access.can(Section.PLAN, Level.SEE)
    ]
    if not parts:
        return {}
    rows = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    return {circle_id: When(*times) for circle_id, *times in rows}


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
        title=row.title,
        when=row.when,
        place=row.place,
        preparation=row.preparation,
        seats=frozenset(SeatKind(kind) for kind in seats.values_list("kind", flat=True)),
    )


def replies(access: Access, card: AppointmentCard) -> list[Reply]:
    """What the others who are still in the circle answered for the time as it stands."""
    rows = Attendance.objects.visible_to(access).filter(
        appointment=card.appointment, occurrence=card.appointment.moves
    )
    others = rows.exclude(membership=access.membership).select_related("membership__user")
    return [
        Reply(row.membership, Answer(row.answer))
        for row in others.order_by("answered_at")
        if is_still_here(access, row.membership)
    ]


def agenda(cards: list[AppointmentCard]) -> list[AgendaDay]:
    """Cards, in their order, by the day at the place."""
    days: list[AgendaDay] = []
    month: tuple[int, int] | None = None
    for day, group in groupby(cards, key=lambda card: card.when.day):
        items = list(group)
        is_today = day == clock.today(items[0].when.zone)
        days.append(AgendaDay(day, is_today, month not in {None, (day.year, day.month)}, items))
        month = (day.year, day.month)
    return days


def seat_kind(name: str) -> SeatKind:
    """A seat from an address; Http404 for a kind there is none of."""
    if name not in SeatKind.values:
        raise Http404
    return SeatKind(name)


def is_still_here(access: Access, membership: Membership) -> bool:
    """Whether a membership of this circle holds today."""
    today = clock.today(access.circle.time_zone)
    taken_back = membership.ended_at is not None
    return is_current(today, membership.starts_on, membership.ends_on, taken_back=taken_back)


def _page(access: Access, rows: QuerySet[Appointment]) -> Page[AppointmentCard]:
    cards = _cards(access, rows[: PAGE_SIZE + 1])
    items = cards[:PAGE_SIZE]
    return Page(items, key_of(items[-1].appointment) if len(cards) > PAGE_SIZE else "")


def _cards(access: Access, rows: QuerySet[Appointment]) -> list[AppointmentCard]:
    answers = Attendance.objects.visible_to(access)
    mine = answers.filter(
        appointment=OuterRef("pk"),
        occurrence=OuterRef("moves"),
        membership=access.membership,
    )
    confirmed = answers.filter(
        appointment=OuterRef("appointment"),
        occurrence=OuterRef("appointment__moves"),
        membership=OuterRef("holder"),
        answer=Answer.YES,
    )
    seats = Seat.objects.visible_to(access).select_related("holder__user")
    rows = rows.annotate(my_answer=Subquery(mine.values("answer")[:1])).prefetch_related(
        Prefetch("seats", queryset=seats.annotate(is_confirmed=Exists(confirmed)))
    )
    return [_card(access, row) for row in rows]


def _card(access: Access, row: Appointment) -> AppointmentCard:
    is_open = row.status == Status.PLANNED and row.over_at > clock.now()
    order = list(SeatKind)
    seats = sorted(row.seats.all(), key=lambda seat: order.index(SeatKind(seat.kind)))
    answer: str | None = getattr(row, "my_answer", None)
    return AppointmentCard(
        appointment=row,
        when=row.when,
        seats=tuple(_seat_card(access, seat, is_open=is_open) for seat in seats),
        my_answer=Answer(answer) if answer else None,
        is_open=is_open,
    )


def _seat_card(access: Access, seat: Seat, *, is_open: bool) -> SeatCard:
    kind = SeatKind(seat.kind)
    holder = seat.holder if seat.holder and is_still_here(access, seat.holder) else None
    is_mine = holder is not None and access.is_mine(holder.pk)
    takes_part = is_open and access.can(Section.PLAN, Level.TAKE_PART)
    return SeatCard(
        kind=kind,
        holder=holder,
        is_mine=is_mine,
        is_confirmed=bool(holder and getattr(seat, "is_confirmed", False)),
        may_offer=takes_part
        and holder is None
        and rules.may_take_seat(kind, is_patient=access.is_patient),
        may_release=is_open
        and holder is not None
        and access.can(Section.PLAN, rules.level_to_change(is_own=is_mine)),
    )
