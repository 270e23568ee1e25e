"""What the reminders room needs to know of an appointment: who should be told, and of which time."""

from collections.abc import Iterator
from uuid import UUID

from apps.careplan.models import Appointment, Seat
from apps.careplan.selectors import my_seats
from apps.circles.access import Access
from apps.circles.kinds import Audience, Level, Role, Section
from apps.circles.models import Membership
from apps.circles.rules import allows, may_see_item
from apps.circles.selectors import current_members
from apps.core import clock
from apps.reminders import services as reminders
from apps.reminders.recipients import Recipient
from apps.reminders.selectors import also_told
from apps.reminders.subjects import Occasion

SUBJECT = "appointment"
ALWAYS_TOLD = {Role.PATIENT, Role.COORDINATOR}


def plan_reminders(access: Access, appointment: Appointment) -> None:
    """Have the owed reminders written, in the transaction of the change; harmless when nothing changed."""
    reminders.plan(_occasion(access, appointment, entered_by=access.membership.pk))


def withdraw_reminders(access: Access, appointment: Appointment) -> None:
    """It is off: what was pending ends, and whoever had been told hears of it."""
    reminders.withdraw(_occasion(access, appointment, entered_by=access.membership.pk))


def plan_for_newcomer(access: Access) -> None:
    """What was planned before they joined concerns a patient and a coordinator too."""
    if access.membership.role in ALWAYS_TOLD:
        for occasion in occasions_ahead(access):
            reminders.plan(occasion)


def occasions_ahead(access: Access, **only: object) -> Iterator[Occasion]:
    """What is planned and not over, to be planned anew by nobody's doing; each row stays locked."""
    rows = Appointment.objects.visible_to(access).upcoming(clock.now()).filter(**only)
    for appointment in rows.order_by("pk").select_for_update(of=("self",)):
        yield _occasion(access, appointment, entered_by=None)


def is_to_be_told(access: Access, appointment: Appointment) -> bool:
    """Whether this member, who may see it, is among those who are reminded of it."""
    if access.membership.role in ALWAYS_TOLD or my_seats(access, appointment):
        return True
    return access.membership.pk in also_told(access.circle.pk)


def _occasion(access: Access, appointment: Appointment, entered_by: UUID | None) -> Occasion:
    return Occasion(
        subject=SUBJECT,
        subject_id=appointment.pk,
        circle_id=appointment.circle_id,
        occurrence=appointment.moves,
        starts_at=appointment.starts_at,
        time_known=appointment.time_known,
        zone=appointment.zone,
        recipients=frozenset(_recipients(access, appointment)),
        entered_by=entered_by,
    )


def _recipients(access: Access, appointment: Appointment) -> set[Recipient]:
    """The patient, coordinators, whoever holds a seat or asked, as far as they may see it."""
    seats = Seat.objects.visible_to(access).filter(appointment=appointment)
    told = {*seats.values_list("holder_id", flat=True), *also_told(access.circle.pk)}
    return {
        Recipient.member(member.pk)
        for member in current_members(access)
        if (member.role in ALWAYS_TOLD or member.pk in told) and _may_see(appointment, member)
    }


def _may_see(appointment: Appointment, member: Membership) -> bool:
    return allows(member.section_levels, Section.PLAN, Level.SEE) and may_see_item(
        Audience(appointment.audience),
        is_close=member.is_close,
        is_author=appointment.author_id == member.pk,
    )
