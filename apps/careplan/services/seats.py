"""Who comes along: offering for a seat, giving it back, filling it for a guest, "I'll be there", "I can't".

The appointment is locked before anything is looked at. So of two who offer at once the second finds the
first in the seat, and the reminders are planned for one state after the other.
"""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from apps.careplan import rules, selectors
from apps.careplan.kinds import Answer, SeatKind
from apps.careplan.models import Appointment, Attendance, Seat
from apps.careplan.services.appointments import kinds_of
from apps.careplan.services.freeing import holder_of, tell_freed_seat
from apps.careplan.services.planning import plan_reminders
from apps.careplan.services.versions import save_change
from apps.circles.access import Access
from apps.circles.kinds import Action, Level, Section
from apps.circles.models import Contact, Membership
from apps.circles.services import note_change
from apps.core import clock
from apps.core.errors import RuleError


@transaction.atomic
def offer_for_seat(access: Access, appointment_id: UUID, kind: SeatKind) -> None:
    """Take an empty seat. Raises RuleError naming who was faster; taking one's own again does nothing."""
    access.require(Section.PLAN, Level.TAKE_PART)
    appointment = selectors.locked_appointment(access, appointment_id)
    require_open(appointment)
    if not rules.may_take_seat(kind, is_patient=access.is_patient):
        raise RuleError(_("This place is for somebody who comes with you."))
    seat = find_seat(access, appointment, kind)
    if seat is None or appointment.goes_alone:
        raise RuleError(_("This place is no longer needed."))
    if seat.holder is not None and access.is_mine(seat.holder.pk):
        return
    name = name_of_holder(access, seat)
    if name:
        raise RuleError(
            _("%(name)s was a moment faster and has this place. Thank you for offering.")
            % {"name": name}
        )
    give(access, seat, Action.CLAIMED, holder=access.membership)
    # Who said no before and now offers has changed their mind.
    Attendance.objects.visible_to(access).filter(
        appointment=appointment, membership=access.membership, answer=Answer.NO
    ).delete()
    plan_reminders(access, appointment)


@transaction.atomic
def give_seat_back(access: Access, appointment_id: UUID, kind: SeatKind) -> None:
    """Empty a seat again: one's own, or with *edit* anyone's. An empty one stays empty."""
    access.require(Section.PLAN, Level.TAKE_PART)
    appointment = selectors.locked_appointment(access, appointment_id)
    require_open(appointment)
    seat = find_seat(access, appointment, kind)
    if seat is None or seat.is_empty:
        return
    is_own = access.is_mine(seat.holder_id)
    access.require(Section.PLAN, rules.level_to_change(is_own=is_own))
    tell_freed_seat(access, appointment, holder_of(seat.holder_id, seat.contact_id))
    give(access, seat, Action.RELEASED)
    plan_reminders(access, appointment)


@transaction.atomic
def fill_seat(
    access: Access,
    appointment_id: UUID,
    kind: SeatKind,
    *,
    guest: str = "",
    contact: Contact | None = None,
) -> None:
    """Note that somebody without an account has the seat: by name alone, or one of the contacts."""
    access.require(Section.PLAN, Level.EDIT)
    appointment = selectors.locked_appointment(access, appointment_id)
    require_open(appointment)
    seat = find_seat(access, appointment, kind)
    if seat is None or appointment.goes_alone:
        raise RuleError(_("This place is no longer needed."))
    if (seat.contact, seat.guest) == (contact, guest):
        return
    name = name_of_holder(access, seat)
    if name:
        raise RuleError(_("%(name)s has this place already.") % {"name": name})
    give(access, seat, Action.CLAIMED, contact=contact, guest=guest)
    plan_reminders(access, appointment)


@transaction.atomic
def set_going_alone(access: Access, appointment_id: UUID, *, alone: bool) -> None:
    """The patient's own word: nobody else has to come, or somebody should after all.

    Who has a seat keeps it; those that are empty are not asked for. Raises PermissionDenied for others.
    """
    access.require(Section.PLAN, Level.TAKE_PART)
    if not access.is_patient:
        raise PermissionDenied
    appointment = selectors.locked_appointment(access, appointment_id)
    require_open(appointment)
    if appointment.goes_alone == alone:
        return
    appointment.goes_alone = alone
    appointment.save(update_fields=["goes_alone"])
    note_change(access, Action.ANSWERED, Section.PLAN, "appointment", appointment.pk)
    plan_reminders(access, appointment)


@transaction.atomic
def set_attendance(access: Access, appointment_id: UUID, answer: Answer) -> list[SeatKind]:
    """Answer for the time as it stands. "I can't" gives back the member's seats, which are returned; whoever
    had asked for a lift asks for none any more. For "I need a lift" see ``ask_for_lift``."""
    access.require(Section.PLAN, Level.TAKE_PART)
    appointment = selectors.locked_appointment(access, appointment_id)
    require_open(appointment)
    before = selectors.my_answer(access, appointment)
    if not record_answer(access, appointment, answer):
        return []
    note_change(access, Action.ANSWERED, Section.PLAN, "appointment", appointment.pk)
    if before == Answer.LIFT:
        _ask_no_longer(access, appointment)
    if answer == Answer.YES:
        return []
    mine = Seat.objects.visible_to(access).filter(appointment=appointment, holder=access.membership)
    seats = list(mine)
    for seat in seats:
        give(access, seat, Action.RELEASED)
    if seats:
        plan_reminders(access, appointment)
    return [SeatKind(seat.kind) for seat in seats]


def _ask_no_longer(access: Access, appointment: Appointment) -> None:
    """Nobody is asked to drive on their account; a seat that was there for no other reason goes."""
    seat = find_seat(access, appointment, SeatKind.DRIVER)
    if seat is None or not (seat.is_empty and seat.for_lift and access.is_mine(seat.freed_by_id)):
        return
    if seat.freed:
        seat.for_lift, seat.freed_at, seat.freed_by = False, None, None
        seat.save(update_fields=["for_lift", "freed_at", "freed_by"])
    else:
        _close_seat(access, appointment, seat)
    plan_reminders(access, appointment)


def _close_seat(access: Access, appointment: Appointment, seat: Seat) -> None:
    """As one more version of the appointment, as when it was opened: an older edit form would open it again."""
    before = kinds_of(selectors.draft_of_appointment(access, appointment))
    after = [kind for kind in before if kind != seat.kind]
    seat.delete()
    save_change(access, appointment, clock.now(), besides={"seats": (before, after)})


def require_open(appointment: Appointment) -> None:
    if appointment.is_cancelled:
        raise RuleError(_("This appointment was cancelled."))
    if appointment.over_at <= clock.now():
        raise RuleError(_("This appointment is over. Thank you all the same."))


def find_seat(access: Access, appointment: Appointment, kind: SeatKind) -> Seat | None:
    seats = Seat.objects.visible_to(access).filter(appointment=appointment, kind=kind)
    seat: Seat | None = seats.select_related("holder__user", "contact").first()
    return seat


def name_of_holder(access: Access, seat: Seat) -> str:
    """Who has the seat, as long as they are in the circle; else nothing."""
    if seat.holder is not None:
        return seat.holder.name if selectors.is_still_here(access, seat.holder) else ""
    return selectors.outside_name(access, seat)


def give(
    access: Access,
    seat: Seat,
    action: Action,
    *,
    holder: Membership | None = None,
    contact: Contact | None = None,
    guest: str = "",
    is_outside: bool = False,
) -> None:
    """To one person, or to nobody: then it is remembered who gave it back, for others are asked.

    ``is_outside``: somebody without an account gave it back, and the actor only lends the name. What the
    patient fills herself is no news to her.
    """
    seat.holder, seat.contact, seat.guest, seat.coming_for = holder, contact, guest, None
    if action == Action.RELEASED:
        seat.freed += 1
        seat.freed_at, seat.for_lift = clock.now(), False
        seat.freed_by = None if is_outside else access.membership
    elif access.is_patient:
        seat.freed_at = None
    seat.full_clean()
    seat.save()
    note_change(access, action, Section.PLAN, "seat", seat.pk)


def give_back_ahead(access: Access, seats: QuerySet[Seat], *, is_outside: bool = False) -> None:
    """All of these in what is still to come, whatever the actor may see of it by now; others are asked."""
    ahead = Appointment.objects.filter(pk__in=seats.values("appointment")).upcoming(clock.now())
    for appointment in ahead.select_for_update(of=("self",)).order_by("pk"):
        for seat in seats.filter(appointment=appointment):
            give(access, seat, Action.RELEASED, is_outside=is_outside)
        plan_reminders(access, appointment)


def record_answer(access: Access, appointment: Appointment, answer: Answer) -> bool:
    """Whether it is another answer than the one that stood."""
    rows = Attendance.objects.visible_to(access)
    attendance: Attendance | None = rows.filter(
        appointment=appointment, membership=access.membership
    ).first()
    if attendance is None:
        attendance = Attendance(
            circle=access.circle,
            author=access.membership,
            appointment=appointment,
            membership=access.membership,
        )
    elif (attendance.answer, attendance.occurrence) == (answer, appointment.moves):
        return False
    attendance.answer = answer
    attendance.occurrence = appointment.moves
    attendance.answered_at = clock.now()
    attendance.full_clean()
    attendance.save()
    return True
