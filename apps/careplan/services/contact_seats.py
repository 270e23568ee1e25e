"""Somebody without an account who comes along: what they are reminded of, and their "I can't"."""

from uuid import UUID

from django.db import transaction

from apps.careplan.kinds import SeatKind
from apps.careplan.models import Appointment, Seat
from apps.careplan.services.hosts import host_of
from apps.careplan.services.planning import plan_reminders
from apps.careplan.services.seats import give, require_open
from apps.circles.kinds import Action
from apps.circles.models import Contact
from apps.core import clock


def visit_of_contact(
    contact_id: UUID, appointment_id: UUID
) -> tuple[Appointment, list[SeatKind]] | None:
    """The visit and the seats they have there. None while it is held back, and for what is gone."""
    contact = Contact.objects.filter(pk=contact_id).first()
    rows = Appointment.objects.select_related("circle").filter(pk=appointment_id)
    row: Appointment | None = rows.filter(circle=contact.circle_id).first() if contact else None
    if row is None or row.sharing.is_held(clock.today(row.circle.time_zone)):
        return None
    seats = Seat.objects.filter(appointment=row, contact=contact_id).order_by("kind")
    return row, [SeatKind(kind) for kind in seats.values_list("kind", flat=True)]


@transaction.atomic
def give_back_for_contact(contact_id: UUID, appointment_id: UUID) -> None:
    """Free again, and others are asked. Giving back what is not theirs any more does nothing."""
    contact = Contact.objects.get(pk=contact_id)
    rows = Appointment.objects.filter(pk=appointment_id, circle=contact.circle_id)
    appointment = rows.select_for_update(of=("self",)).get()
    require_open(appointment)
    host = host_of(contact)
    seats = list(Seat.objects.filter(appointment=appointment, contact=contact))
    for seat in seats:
        give(host, seat, Action.RELEASED, is_outside=True)
    if seats:
        plan_reminders(host, appointment)
