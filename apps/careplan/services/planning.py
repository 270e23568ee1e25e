"""What the reminders room needs to know of an appointment: who should be told, and of which time."""

from collections.abc import Iterator
from uuid import UUID

from apps.careplan.models import Appointment, Seat
from apps.careplan.selectors import my_seats
from apps.circles.access import Access, open_for_member
from apps.circles.kinds import Role
from apps.circles.models import Membership
from apps.circles.selectors import current_members, will_see
from apps.core import clock
from apps.reminders import services as reminders
from apps.reminders.recipients import Recipient
from apps.reminders.subjects import Occasion

SUBJECT = "appointment"
ALWAYS_TOLD = {Role.PATIENT, Role.COORDINATOR}


def plan_reminders(access: Access, appointment: Appointment) -> None:
    """Have the owed reminders written, in the transaction of the change; harmless when nothing changed."""
    reminders.plan(_occasion(access, appointment, entered_by=access.membership.pk))


def withdraw_reminders(access: Access, appointment: Appointment) -> None:
    """It is off: what was pending ends, and whoever had been told hears of it."""
    reminders.withdraw(_occasion(access, appointment, entered_by=access.membership.pk))


def plan_for_change(access: Access, member: Membership) -> None:
    """Somebody joined, left, or may do more or less: who is told of what lies ahead is seen to anew.

    As far as whoever did it can see, and as far as the member now can. What neither sees is asked about
    once more when it is about to be sent, and skipped.
    """
    if access.is_mine(member.pk) and member.role not in ALWAYS_TOLD:
        return  # who has just joined holds no seat yet
    planned: set[UUID] = set()
    for who in (access, open_for_member(member.pk)):
        for occasion in occasions_ahead(who) if who else ():
            if occasion.subject_id not in planned:
                planned.add(occasion.subject_id)
                reminders.plan(occasion)


def occasions_ahead(access: Access, **only: object) -> Iterator[Occasion]:
    """What is planned and not over, to be planned anew by nobody's doing; each row stays locked."""
    rows = Appointment.objects.visible_to(access).upcoming(clock.now()).filter(**only)
    for appointment in rows.order_by("pk").select_for_update(of=("self",)):
        yield _occasion(access, appointment, entered_by=None)


def is_to_be_told(access: Access, appointment: Appointment) -> bool:
    """Whether this member, who may see it, is among those who are reminded of it."""
    return access.membership.role in ALWAYS_TOLD or bool(my_seats(access, appointment))


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
    """The patient, coordinators and whoever holds a seat, as far as they may see it.

    Somebody who does not see it yet is planned for: what comes up before that day is skipped when it is
    about to be sent.
    """
    seats = Seat.objects.visible_to(access).filter(appointment=appointment)
    holders = set(seats.values_list("holder_id", flat=True))
    return {
        Recipient.member(member.pk)
        for member in current_members(access)
        if (member.role in ALWAYS_TOLD or member.pk in holders) and will_see(appointment, member)
    }
