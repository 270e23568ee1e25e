"""Somebody without an account who comes along: what they are reminded of, and what they answer."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from apps.careplan.models import Appointment, Seat
from apps.careplan.services.hosts import host_of
from apps.careplan.services.planning import plan_reminders
from apps.careplan.services.seats import give, require_open
from apps.circles.kinds import Action, Section
from apps.circles.models import Contact
from apps.circles.services import note_change
from apps.core import clock
from apps.core.errors import RuleError


def visit_of_contact(
    contact_id: UUID, appointment_id: UUID
) -> tuple[Appointment, list[Seat]] | None:
    """The visit and the seats they have there. None while it is held back, and for what is gone."""
    contact = Contact.objects.filter(pk=contact_id).first()
    rows = Appointment.objects.select_related("circle").filter(pk=appointment_id)
    row: Appointment | None = rows.filter(circle=contact.circle_id).first() if contact else None
    if row is None or row.sharing.is_held(clock.today(row.circle.time_zone)):
        return None
    return row, list(Seat.objects.filter(appointment=row, contact=contact_id).order_by("kind"))


@transaction.atomic
def confirm_for_contact(contact_id: UUID, appointment_id: UUID) -> None:
    """They will be there, at the time as it stands. Raises RuleError when no seat is theirs any more."""
    contact, appointment, seats = _locked(contact_id, appointment_id)
    if not seats:
        raise RuleError(
            _("This place is not kept for you any more. Please call, if you could come after all.")
        )
    unsure = [seat.pk for seat in seats if seat.coming_for != appointment.moves]
    if unsure:
        Seat.objects.filter(pk__in=unsure).update(coming_for=appointment.moves)
        host = host_of(contact)
        note_change(host, Action.ANSWERED, Section.PLAN, "appointment", appointment.pk)


@transaction.atomic
def give_back_for_contact(contact_id: UUID, appointment_id: UUID) -> None:
    """Free again, and others are asked. Giving back what is not theirs any more does nothing."""
    contact, appointment, seats = _locked(contact_id, appointment_id)
    host = host_of(contact)
    for seat in seats:
        give(host, seat, Action.RELEASED, is_outside=True)
    if seats:
        plan_reminders(host, appointment)


def _locked(contact_id: UUID, appointment_id: UUID) -> tuple[Contact, Appointment, list[Seat]]:
    """The visit, which is still to come, and the seats they have there."""
    contact = Contact.objects.get(pk=contact_id)
    rows = Appointment.objects.filter(pk=appointment_id, circle=contact.circle_id)
    appointment = rows.select_for_update(of=("self",)).get()
    require_open(appointment)
    return contact, appointment, list(Seat.objects.filter(appointment=appointment, contact=contact))
