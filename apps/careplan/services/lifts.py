"""Somebody who will be there needs a lift: a driver's seat is opened, and those who could drive are asked.

Asking uses what asks when a seat was given back: ``freed_at`` says since when, ``freed_by`` on whose account.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from apps.careplan import rules, selectors
from apps.careplan.kinds import Answer, AppointmentKind, SeatKind
from apps.careplan.models import Appointment, Seat
from apps.careplan.services.appointments import kinds_of
from apps.careplan.services.planning import plan_reminders
from apps.careplan.services.seats import find_seat, name_of_holder, record_answer, require_open
from apps.careplan.services.versions import save_change
from apps.circles.access import Access
from apps.circles.kinds import Action, Level, Section
from apps.circles.services import note_change
from apps.core import clock
from apps.core.errors import RuleError


@transaction.atomic
def ask_for_lift(access: Access, appointment_id: UUID) -> str:
    """They will be there if somebody takes them. Who drives already; else nobody does, and others are asked.

    Twice is once. Raises RuleError for whoever drives, or does not go there.
    """
    access.require(Section.PLAN, Level.TAKE_PART)
    appointment = selectors.locked_appointment(access, appointment_id)
    require_open(appointment)
    mine = selectors.my_seats(access, appointment)
    is_call = appointment.kind == AppointmentKind.CALL
    if not rules.may_need_lift(mine, is_patient=access.is_patient, is_call=is_call):
        raise RuleError(_("A lift is for whoever goes there and does not drive."))
    seat = find_seat(access, appointment, SeatKind.DRIVER)
    driver = name_of_holder(access, seat) if seat else ""
    if record_answer(access, appointment, Answer.LIFT):
        note_change(access, Action.ANSWERED, Section.PLAN, "appointment", appointment.pk)
        if not driver:
            _ask_for_driver(access, appointment, seat)
    return driver


def _ask_for_driver(access: Access, appointment: Appointment, seat: Seat | None) -> None:
    now = clock.now()
    if access.is_patient and appointment.goes_alone:
        appointment.goes_alone = False
        appointment.save(update_fields=["goes_alone"])
    if seat is None:
        seat = _open_seat(access, appointment, now)
    else:
        seat.freed += 1
    seat.holder = None  # who had it may have left the circle
    seat.freed_at, seat.freed_by, seat.for_lift = now, access.membership, True
    seat.full_clean()
    seat.save()
    plan_reminders(access, appointment)


def _open_seat(access: Access, appointment: Appointment, now: datetime) -> Seat:
    """As one more version of the appointment, for its edit form shows the seats."""
    before = kinds_of(selectors.draft_of_appointment(access, appointment))
    after = [kind for kind in SeatKind if kind in before or kind == SeatKind.DRIVER]
    save_change(access, appointment, now, besides={"seats": (before, after)})
    return Seat(
        circle=access.circle,
        author=access.membership,
        appointment=appointment,
        kind=SeatKind.DRIVER,
    )
