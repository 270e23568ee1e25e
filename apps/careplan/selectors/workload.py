"""Who carries how much, for who looks after the circle: counts only what the reader may see."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from apps.careplan import rules
from apps.careplan.kinds import SeatKind, Status, TaskKind, TaskStatus
from apps.careplan.models import Appointment, Seat, Task
from apps.careplan.rules import Load, Share
from apps.careplan.rules.workload import WEEK_AHEAD, WEEKS_BACK
from apps.circles.access import Access
from apps.circles.models import Membership
from apps.circles.rules import has_room
from apps.circles.selectors import capacity_of, current_members
from apps.core import clock


@dataclass(frozen=True, slots=True)
class Carrier:
    """One member with what they did in four weeks and have for the coming one."""

    membership: Membership
    lately: Load
    coming: Load
    has_room: bool  # as far as they said how many hours they can give


@dataclass(frozen=True, slots=True)
class Workload:
    people: list[Carrier]
    outside: Load  # what contacts did in four weeks


def workload(access: Access) -> Workload:
    """Five queries, whatever the number of people and tasks. In order of joining: it is no ranking."""
    today = clock.today(access.circle.time_zone)
    shares = _shares(access, today)
    members = current_members(access)
    capacities = capacity_of(access, members, times=False)
    people = []
    for member in members:
        ahead = rules.coming(shares[member.pk], today)
        room = has_room(capacities[member.pk], 0, ahead.hours)
        people.append(Carrier(member, rules.lately(shares[member.pk], today), ahead, room))
    return Workload(people, rules.lately(shares[None], today))


def _shares(access: Access, today: date) -> dict[UUID | None, list[Share]]:
    """By member; under None what contacts did."""
    found: dict[UUID | None, list[Share]] = defaultdict(list)
    for who, share in (*_done(access, today), *_held(access, today), *_driven(access, today)):
        found[who].append(share)
    return found


def _done(access: Access, today: date) -> Iterator[tuple[UUID | None, Share]]:
    zone = ZoneInfo(access.circle.time_zone)
    rows = Task.objects.visible_to(access).filter(
        status=TaskStatus.DONE, done_at__gt=clock.now() - WEEKS_BACK - timedelta(days=1)
    )
    for who, contact, at, kind, minutes in rows.values_list(
        "done_by_id", "claimed_contact_id", "done_at", "kind", "minutes"
    ):
        if who or contact:
            day = at.astimezone(zone).date()
            yield who, Share(day, is_done=True, is_ride=kind == TaskKind.RIDE, minutes=minutes)


def _held(access: Access, today: date) -> Iterator[tuple[UUID | None, Share]]:
    rows = Task.objects.visible_to(access).filter(
        status=TaskStatus.OPEN,
        claimed_by__isnull=False,
        due_on__gte=today,
        due_on__lt=today + WEEK_AHEAD,
    )
    for who, day, kind, minutes in rows.values_list("claimed_by_id", "due_on", "kind", "minutes"):
        yield who, Share(day, is_done=False, is_ride=kind == TaskKind.RIDE, minutes=minutes)


def _driven(access: Access, today: date) -> Iterator[tuple[UUID | None, Share]]:
    """Visits that somebody drives to: their length is not known."""
    now, zone = clock.now(), ZoneInfo(access.circle.time_zone)
    visits = Appointment.objects.visible_to(access).filter(
        starts_at__gt=now - WEEKS_BACK - timedelta(days=1),
        starts_at__lt=now + WEEK_AHEAD + timedelta(days=1),
    )
    rows = Seat.objects.visible_to(access).filter(
        kind=SeatKind.DRIVER,
        holder__isnull=False,
        appointment__in=visits.exclude(status=Status.CANCELLED),
    )
    for who, starts_at, over_at in rows.values_list(
        "holder_id", "appointment__starts_at", "appointment__over_at"
    ):
        day = starts_at.astimezone(zone).date()
        yield who, Share(day, is_done=over_at <= now, is_ride=True, minutes=None)
