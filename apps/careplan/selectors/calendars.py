"""The plan by month, by week and by person; a few queries each, whatever the number of rows."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from apps.careplan import rules
from apps.careplan.kinds import SeatKind, Status, TaskStatus
from apps.careplan.models import Appointment, Seat, Task
from apps.careplan.selectors.cards import AppointmentCard, cards
from apps.circles.access import Access
from apps.circles.kinds import Audience, Level, Section
from apps.circles.models import Membership
from apps.circles.selectors import current_members
from apps.core import clock, zones

IN_A_CELL = 3
MOST = 400  # more in one month than anybody could go to
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class GridDay:
    """One day of a month and what is on it."""

    day: date
    in_month: bool
    is_today: bool
    items: list[Appointment]

    @property
    def shown(self) -> list[Appointment]:
        """What fits a cell of the grid."""
        return self.items[:IN_A_CELL]

    @property
    def more(self) -> int:
        return len(self.items) - len(self.shown)


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    weeks: list[list[GridDay]]

    @property
    def days(self) -> list[GridDay]:
        """The days of the month itself that hold something, for the list under the grid."""
        return [cell for week in self.weeks for cell in week if cell.in_month and cell.items]


@dataclass(frozen=True, slots=True)
class WeekDay:
    day: date
    cards: list[AppointmentCard]
    tasks: list[Task]


@dataclass(frozen=True, slots=True)
class Doing:
    """One seat somebody has."""

    appointment: Appointment
    kind: SeatKind


@dataclass(frozen=True, slots=True)
class PersonWeek:
    """What one member does in a week: the seats they have, and the tasks of these days."""

    membership: Membership
    is_me: bool
    seats: list[Doing]
    tasks: list[Task]


def month(access: Access, first: date) -> Month:
    """What is planned or was, on the days of the weeks that the month touches."""
    weeks = rules.weeks_of(first)
    found = list(_between(access, weeks[0][0], weeks[-1][-1])[:MOST])
    by_day: dict[date, list[Appointment]] = {}
    for row in found:
        by_day.setdefault(row.when.day, []).append(row)
    today = clock.today(access.circle.time_zone)

    def cell(day: date) -> GridDay:
        return GridDay(day, day.month == first.month, day == today, by_day.get(day, []))

    return Month(first, [[cell(day) for day in week] for week in weeks])


def week(access: Access, first: date, *, with_close: bool) -> list[WeekDay]:
    """Seven days of dates and open tasks, fit to hang up: what everyone with the part may see, unless
    ``with_close`` asks for all that the reader sees."""
    rows = _between(access, first, first + 6 * A_DAY)
    tasks = _tasks(access, first)
    if not with_close:
        free = Q(held_until=None) | Q(held_until__lte=access.today)
        rows = rows.filter(free, audience=Audience.EVERYONE)
        tasks = tasks.filter(free, audience=Audience.EVERYONE)
    found = cards(access, rows[:MOST])
    due = list(tasks[:MOST])
    return [
        WeekDay(
            day,
            [card for card in found if card.when.day == day],
            [task for task in due if task.due_on == day],
        )
        for day in rules.days_from(first)
    ]


def by_person(access: Access, first: date) -> list[PersonWeek]:
    """What the reader does this week; for who may edit the plan, what each member does."""
    sees_all = access.can(Section.PLAN, Level.EDIT)
    members = current_members(access) if sees_all else [access.membership]
    pks = [member.pk for member in members]
    shown = {row.pk: row for row in _between(access, first, first + 6 * A_DAY)[:MOST]}
    seats: dict[UUID, list[Doing]] = {pk: [] for pk in pks}
    held = Seat.objects.visible_to(access).filter(appointment__in=list(shown), holder__in=pks)
    for holder, appointment, kind in held.values_list("holder_id", "appointment_id", "kind"):
        seats[holder].append(Doing(shown[appointment], SeatKind(kind)))
    tasks: dict[UUID, list[Task]] = {pk: [] for pk in pks}
    for task in _tasks(access, first).filter(claimed_by__in=pks)[:MOST]:
        if task.claimed_by_id:
            tasks[task.claimed_by_id].append(task)
    people = [
        PersonWeek(
            member,
            access.is_mine(member.pk),
            sorted(seats[member.pk], key=lambda doing: doing.appointment.starts_at),
            tasks[member.pk],
        )
        for member in members
    ]
    return sorted(people, key=lambda person: not person.is_me)


def _between(access: Access, first: date, last: date) -> QuerySet[Appointment]:
    """What takes place on these days of the place's calendar; a day more on each side, for zones far away."""
    zone = access.circle.time_zone
    begin = zones.moment(first - A_DAY, time.min, zone)
    end = zones.moment(last + 2 * A_DAY, time.min, zone)
    rows: QuerySet[Appointment] = Appointment.objects.visible_to(access)
    rows = rows.filter(starts_at__gte=begin, starts_at__lt=end).exclude(status=Status.CANCELLED)
    return rows.select_related("series").order_by("starts_at", "pk")


def _tasks(access: Access, first: date) -> QuerySet[Task]:
    rows: QuerySet[Task] = Task.objects.visible_to(access).filter(status=TaskStatus.OPEN)
    last = first + 6 * A_DAY
    return rows.filter(due_on__gte=first, due_on__lte=last).order_by("due_on", "created_at", "pk")
