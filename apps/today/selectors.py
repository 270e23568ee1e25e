"""What matters now in one circle, gathered from the rooms below with the reader's own access."""

from dataclasses import dataclass

from apps.careplan import selectors as careplan
from apps.careplan.rules import When
from apps.careplan.selectors import AppointmentCard, DayOfDoses, TodayTasks
from apps.circles.access import Access


@dataclass(frozen=True, slots=True)
class OtherCircle:
    """One line for a circle that is not open: its name and its next date, if the reader may know."""

    access: Access
    next: When | None


@dataclass(frozen=True, slots=True)
class TodayPage:
    next_appointment: AppointmentCard | None
    doses: DayOfDoses
    tasks: TodayTasks
    others: list[OtherCircle]


def today(access: Access, others: list[Access]) -> TodayPage:
    """The page of the open circle, with a line for each of the others; six queries."""
    coming = careplan.next_appointments(access, others)
    return TodayPage(
        next_appointment=coming.here,
        doses=careplan.doses_of_today(access),
        tasks=careplan.tasks_for_today(access),
        others=[OtherCircle(other, coming.elsewhere.get(other.circle.pk)) for other in others],
    )
