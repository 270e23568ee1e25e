"""What the reminders room needs to know of an appointment: who should be told, and of which time."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from apps.careplan.models import Appointment, Seat
from apps.careplan.selectors import reaches
from apps.careplan.services.asking import company_promise, seat_promise
from apps.circles.access import Access, open_for_member
from apps.circles.kinds import Level, Role
from apps.circles.models import Membership
from apps.circles.selectors import current_members
from apps.core import clock
from apps.reminders import services as reminders
from apps.reminders.recipients import Recipient
from apps.reminders.selectors import Listeners, listeners
from apps.reminders.subjects import Occasion, Promise

SUBJECT = "appointment"
ALWAYS_TOLD = {Role.PATIENT, Role.COORDINATOR}


def plan_reminders(access: Access, appointment: Appointment) -> None:
    """Have the owed reminders written, in the transaction of the change; harmless when nothing changed."""
    table = _Table.of(access, [appointment])
    reminders.plan(table.occasion(appointment, entered_by=access.membership.pk))
    reminders.promise(table.promise(appointment))
    reminders.promise(table.company(appointment))


def plan_new_reminders(access: Access, appointments: Collection[Appointment]) -> None:
    """The same for many just made together, in a bounded number of queries."""
    table = _Table.of(access, appointments)
    reminders.plan_new(
        [table.occasion(row, entered_by=access.membership.pk) for row in appointments],
        [table.promise(row) for row in appointments],
    )


def withdraw_reminders(access: Access, appointment: Appointment) -> None:
    """It is off: what was pending ends, and whoever had been told hears of it."""
    table = _Table.of(access, [appointment])
    reminders.withdraw(table.occasion(appointment, entered_by=access.membership.pk))
    reminders.promise(table.promise(appointment))
    reminders.promise(table.company(appointment))


def plan_for_change(access: Access, member: Membership) -> None:
    """Somebody joined, left, or may do more or less: who is told of what lies ahead is seen to anew.

    As far as whoever did it can see, and as far as the member now can. What neither sees is asked about
    once more when it is about to be sent, and skipped.
    """
    if access.is_mine(member.pk) and member.role not in ALWAYS_TOLD:
        return  # who has just joined holds no seat yet
    planned: set[UUID] = set()
    for who in (access, open_for_member(member.pk)):
        rows = [row for row in _ahead(who, {}) if row.pk not in planned] if who else []
        table = _Table.of(access, rows)
        for row in rows:
            planned.add(row.pk)
            reminders.plan(table.occasion(row, entered_by=None))
            reminders.promise(table.promise(row))
            reminders.promise(table.company(row))


def occasions_ahead(access: Access, **only: object) -> Iterator[Occasion]:
    """What is planned and not over, to be planned anew by nobody's doing; each row stays locked."""
    rows = _ahead(access, only)
    table = _Table.of(access, rows)
    return (table.occasion(row, entered_by=None) for row in rows)


def promises_ahead(access: Access, **only: object) -> Iterator[Promise]:
    """What is owed about the seats of the same."""
    rows = _ahead(access, only)
    table = _Table.of(access, rows)
    return (table.promise(row) for row in rows)


def company_ahead(access: Access, **only: object) -> Iterator[Promise]:
    """And about who has taken them."""
    rows = _ahead(access, only)
    table = _Table.of(access, rows)
    return (table.company(row) for row in rows)


def _ahead(access: Access, only: dict[str, object]) -> list[Appointment]:
    rows = Appointment.objects.visible_to(access).upcoming(clock.now()).filter(**only)
    return list(rows.order_by("pk").select_for_update(of=("self",)))


@dataclass(frozen=True, slots=True)
class _Table:
    """The members of a circle and the seats of some appointments, read once.

    All the seats, for whoever changes something may see less than whom it concerns: a contact's answer is noted
    under a name that only stands for theirs.
    """

    members: list[Membership]
    seats: dict[UUID, list[Seat]]
    listening: Listeners

    @classmethod
    def of(cls, access: Access, appointments: Collection[Appointment]) -> "_Table":
        seats: dict[UUID, list[Seat]] = defaultdict(list)
        rows = Seat.objects.filter(appointment__in=[row.pk for row in appointments])
        for seat in rows.select_related("contact"):
            seats[seat.appointment_id].append(seat)
        return cls(current_members(access), seats, listeners([access.circle.pk]))

    def occasion(self, appointment: Appointment, entered_by: UUID | None) -> Occasion:
        return Occasion(
            subject=SUBJECT,
            subject_id=appointment.pk,
            circle_id=appointment.circle_id,
            occurrence=appointment.moves,
            starts_at=appointment.starts_at,
            time_known=appointment.time_known,
            zone=appointment.zone,
            recipients=self._recipients(appointment),
            entered_by=entered_by,
        )

    def promise(self, appointment: Appointment) -> Promise:
        return seat_promise(appointment, *self._people(appointment))

    def company(self, appointment: Appointment) -> Promise:
        return company_promise(appointment, *self._people(appointment))

    def _people(
        self, appointment: Appointment
    ) -> tuple[list[Seat], list[Membership], Collection[UUID]]:
        return self.seats[appointment.pk], self.members, self.listening.for_patient

    def _recipients(self, appointment: Appointment) -> frozenset[Recipient]:
        """The patient, coordinators, whoever holds a seat or asked, as far as they may see it."""
        seats = self.seats[appointment.pk]
        told = {*(seat.holder_id for seat in seats), *self.listening.all}
        members = {
            Recipient.member(member.pk)
            for member in self.members
            if (member.role in ALWAYS_TOLD or member.pk in told)
            and reaches(member, appointment, Level.SEE)
        }
        return frozenset(members | {Recipient.contact(s.contact_id) for s in seats if s.contact_id})
