"""Adding, moving, cancelling and bringing back appointments. Each write locks the appointment first."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from apps.careplan import rules, selectors
from apps.careplan.kinds import SeatKind, Status
from apps.careplan.models import Appointment, Seat
from apps.careplan.rules import AppointmentDraft
from apps.careplan.services.planning import plan_reminders, withdraw_reminders
from apps.careplan.services.versions import refuse_stale, save_change
from apps.circles.access import Access
from apps.circles.kinds import Action, Level, Section
from apps.circles.services import note_change, share
from apps.core import clock
from apps.core.errors import RuleError
from apps.core.once import save_once


@transaction.atomic
def add_appointment(
    access: Access, *, appointment_id: UUID, draft: AppointmentDraft
) -> Appointment:
    """A new appointment; one that is over already is kept as a record and reminds nobody."""
    access.require(Section.PLAN, Level.EDIT)
    appointment = Appointment(pk=appointment_id, circle=access.circle, author=access.membership)
    write_draft(appointment, draft)
    share(access, appointment, draft.sharing)
    is_over = appointment.over_at <= clock.now()
    appointment.status = Status.DONE if is_over else Status.PLANNED
    appointment.full_clean(exclude=["id"])
    mine = Appointment.objects.visible_to(access).filter(author=access.membership)
    appointment, is_new = save_once(
        appointment, mine, lambda row: selectors.draft_of_appointment(access, row) == draft
    )
    if not is_new:
        return appointment
    _set_seats(access, appointment, draft.seats)
    note_change(access, Action.ADDED, Section.PLAN, "appointment", appointment.pk)
    if appointment.status == Status.PLANNED:
        plan_reminders(access, appointment)
    return appointment


@transaction.atomic
def edit_appointment(
    access: Access,
    *,
    appointment_id: UUID,
    version: int,
    draft: AppointmentDraft,
    at: datetime | None = None,
) -> Appointment:
    """Write the draft over the version it was made from. Only another time counts as a move.

    ``at`` is the moment that several have in common when they are changed together.

    Raises StaleError, with nothing written, when somebody changed the appointment since; what stands
    already, as after a double tap, is neither written nor refused.
    """
    access.require(Section.PLAN, Level.EDIT)
    appointment = selectors.locked_appointment(access, appointment_id)
    stands = selectors.draft_of_appointment(access, appointment)
    if stands == draft and not appointment.is_cancelled:
        return appointment
    refuse_stale(access, appointment, version)
    if appointment.is_cancelled:
        raise RuleError(_("This appointment was cancelled. Bring it back first."))
    moved = rules.is_move(appointment.when, draft.when)
    write_draft(appointment, draft)
    share(access, appointment, draft.sharing, busy=selectors.seat_holders(access, appointment))
    _set_seats(access, appointment, draft.seats)
    now = at or clock.now()
    if moved:
        appointment.moves += 1
        appointment.status = Status.DONE if appointment.over_at <= now else Status.PLANNED
    save_change(access, appointment, now, besides={"seats": (kinds_of(stands), kinds_of(draft))})
    action = Action.MOVED if moved else Action.CHANGED
    note_change(access, action, Section.PLAN, "appointment", appointment.pk)
    plan_reminders(access, appointment)
    return appointment


@transaction.atomic
def cancel_appointment(
    access: Access, appointment_id: UUID, at: datetime | None = None
) -> Appointment:
    """Off, with undo: seats and answers stay as they are. Cancelling twice is cancelling once.

    ``at`` is the moment that several have in common when they are cancelled together.
    """
    access.require(Section.PLAN, Level.EDIT)
    appointment = selectors.locked_appointment(access, appointment_id)
    if appointment.is_cancelled:
        return appointment
    was_planned = appointment.status == Status.PLANNED
    _set_status(access, appointment, Status.CANCELLED, at or clock.now())
    note_change(access, Action.CANCELLED, Section.PLAN, "appointment", appointment.pk)
    if was_planned:
        withdraw_reminders(access, appointment)
    return appointment


@transaction.atomic
def restore_appointment(access: Access, appointment_id: UUID) -> Appointment:
    """Undo that it was cancelled or missed: planned again, or a record when its time has passed meanwhile."""
    access.require(Section.PLAN, Level.EDIT)
    appointment = selectors.locked_appointment(access, appointment_id)
    if not (appointment.is_cancelled or appointment.is_missed):
        return appointment
    now = clock.now()
    status = Status.DONE if appointment.over_at <= now else Status.PLANNED
    _set_status(access, appointment, status, now)
    note_change(access, Action.RESTORED, Section.PLAN, "appointment", appointment.pk)
    if status == Status.PLANNED:
        plan_reminders(access, appointment)
    return appointment


@transaction.atomic
def close_appointment(access: Access, appointment_id: UUID, status: Status) -> Appointment:
    """Once its time has passed: it took place (``DONE``), or the patient could not go (``MISSED``)."""
    access.require(Section.PLAN, Level.EDIT)
    appointment = selectors.locked_appointment(access, appointment_id)
    if appointment.is_cancelled:
        raise RuleError(_("This appointment was cancelled. Bring it back first."))
    if appointment.over_at > clock.now():
        raise RuleError(_("Its time has not passed yet. Until then you can move it or cancel it."))
    if appointment.status != status:
        _set_status(access, appointment, status, clock.now())
        note_change(access, Action.CHANGED, Section.PLAN, "appointment", appointment.pk)
    return appointment


def write_draft(appointment: Appointment, draft: AppointmentDraft) -> None:
    """Everything but the seats, which are rows of their own; the caller saves."""
    appointment.kind, appointment.when = draft.kind, draft.when
    for name in rules.DETAILS:
        setattr(appointment, name, getattr(draft, name))


def _set_seats(access: Access, appointment: Appointment, wanted: frozenset[SeatKind]) -> None:
    """Open the seats wanted and close the others; one that somebody has is never taken from them.

    Whoever asks for one more seat asks for company again: the patient no longer goes alone.
    """
    seats = Seat.objects.visible_to(access).filter(appointment=appointment)
    there = {SeatKind(seat.kind): seat for seat in seats.select_related("holder__user", "contact")}
    for kind in there.keys() - wanted:
        _refuse_to_close(access, there[kind])
        there[kind].delete()
    for kind in wanted - there.keys():
        appointment.goes_alone = False
        seat = Seat(
            circle=access.circle, author=access.membership, appointment=appointment, kind=kind
        )
        seat.full_clean()
        seat.save(force_insert=True)


def _refuse_to_close(access: Access, seat: Seat) -> None:
    gone = seat.holder is not None and not selectors.is_still_here(access, seat.holder)
    if seat.is_empty or gone:
        return
    name = seat.holder.name if seat.holder else selectors.outside_name(access, seat)
    raise RuleError(
        _("%(name)s has offered to come. Free the place first, on the appointment’s page.")
        % {"name": name}
    )


def kinds_of(draft: AppointmentDraft) -> list[str]:
    """Who should come, as the history keeps it."""
    return [kind.value for kind in SeatKind if kind in draft.seats]


def _set_status(access: Access, appointment: Appointment, status: Status, at: datetime) -> None:
    appointment.status = status
    save_change(access, appointment, at)
