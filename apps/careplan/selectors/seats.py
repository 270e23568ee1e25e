"""Seats and answers of one appointment."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.http import Http404

from apps.careplan.kinds import Answer, SeatKind
from apps.careplan.models import Appointment, Attendance, Seat
from apps.careplan.selectors.holders import contact_name
from apps.careplan.selectors.members import is_still_here
from apps.circles.access import Access
from apps.circles.models import Contact, Membership


def outside_name(access: Access, seat: Seat) -> str:
    """Who has it without being a member, in the reader's words; nothing when nobody has."""
    return contact_name(access, seat.contact) if seat.contact else seat.guest


def my_seats(access: Access, appointment: Appointment) -> list[SeatKind]:
    """What this member has offered to do."""
    seats = Seat.objects.visible_to(access).filter(
        appointment=appointment, holder=access.membership
    )
    return [SeatKind(kind) for kind in seats.order_by("kind").values_list("kind", flat=True)]


def seat_holders(access: Access, appointment: Appointment) -> list[Membership]:
    """Who has offered to come and is still in the circle."""
    seats = Seat.objects.visible_to(access).filter(appointment=appointment)
    holders = [seat.holder for seat in seats.select_related("holder__user") if seat.holder]
    return [holder for holder in holders if is_still_here(access, holder)]


def seats_of(accesses: Iterable[Access], appointments: Collection[UUID]) -> list[Seat]:
    """The seats of these that any of the accesses may see, with who has them; one query."""
    rows = Seat.objects.visible_to_any(accesses).filter(appointment__in=appointments)
    return list(rows.select_related("holder__user", "contact").order_by("kind"))


def company_of(access: Access, seats: Iterable[Seat]) -> list[str]:
    """Who else has which of these seats and is still in the circle: "Jo is driving"."""
    company = []
    for seat in seats:
        holder = seat.holder if seat.holder and is_still_here(access, seat.holder) else None
        name = holder.name if holder else outside_name(access, seat)
        if name and not (holder and access.is_mine(holder.pk)):
            company.append(str(SeatKind(seat.kind).words.taken) % {"name": name})
    return company


def my_answer(access: Access, appointment: Appointment) -> Answer | None:
    """What this member answered for the time as it stands."""
    rows = Attendance.objects.visible_to(access).filter(
        appointment=appointment,
        membership=access.membership,
        occurrence=appointment.moves,
    )
    answer: str | None = rows.values_list("answer", flat=True).first()
    return Answer(answer) if answer else None


def contacts(access: Access) -> list[Contact]:
    """People without an account whom the reader may name for a seat."""
    return list(Contact.objects.visible_to(access).order_by("name", "pk"))


def seat_kind(name: str) -> SeatKind:
    """A seat from an address; Http404 for a kind there is none of."""
    if name not in SeatKind.values:
        raise Http404
    return SeatKind(name)
