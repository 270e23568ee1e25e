"""What the reminders room needs to know of an appointment: who should be told, and of which time."""

from uuid import UUID

from apps.careplan.kinds import Status
from apps.careplan.models import Appointment, Seat
from apps.careplan.selectors import my_seats
from apps.circles.access import Access
from apps.circles.kinds import Audience, Level, Role, Section
from apps.circles.models import Membership
from apps.circles.rules import allows, may_see_item
from apps.circles.selectors import current_members
from apps.reminders import services as reminders
from apps.reminders.subjects import Occasion

SUBJECT = "appointment"
ALWAYS_TOLD = {Role.PATIENT, Role.COORDINATOR}


def plan_reminders(access: Access, appointment: Appointment) -> None:
    """Have the owed reminders written, in the transaction of the change; harmless when nothing changed."""
    reminders.plan(_occasion(access, appointment))


def withdraw_reminders(access: Access, appointment: Appointment) -> None:
    """It is off: what was pending ends, and whoever had been told hears of it."""
    reminders.withdraw(_occasion(access, appointment))


def is_to_be_told(access: Access, appointment: Appointment) -> bool:
    """Whether this member, who may see it, is among those who are reminded of it."""
    return access.membership.role in ALWAYS_TOLD or bool(my_seats(access, appointment))


def _occasion(access: Access, appointment: Appointment) -> Occasion:
    return Occasion(
        subject=SUBJECT,
        subject_id=appointment.pk,
        circle_id=appointment.circle_id,
        occurrence=appointment.moves,
        starts_at=appointment.starts_at,
        time_known=appointment.time_known,
        zone=appointment.zone,
        recipients=frozenset(_recipients(access, appointment)),
        entered_by=access.membership.pk,
    )


def _recipients(access: Access, appointment: Appointment) -> set[UUID]:
    """The patient, coordinators and whoever holds a seat, as far as they may see it; nobody of a record."""
    if appointment.status == Status.DONE:
        return set()
    seats = Seat.objects.visible_to(access).filter(appointment=appointment)
    holders = set(seats.values_list("holder_id", flat=True))
    return {
        member.pk
        for member in current_members(access)
        if (member.role in ALWAYS_TOLD or member.pk in holders) and _may_see(appointment, member)
    }


def _may_see(appointment: Appointment, member: Membership) -> bool:
    return allows(member.section_levels, Section.PLAN, Level.SEE) and may_see_item(
        Audience(appointment.audience),
        is_close=member.is_close,
        is_author=appointment.author_id == member.pk,
    )
