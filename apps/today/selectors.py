"""What matters now in one circle, gathered from the rooms below with the reader's own access."""

from dataclasses import dataclass

from apps.careplan import selectors as careplan
from apps.careplan.rules import When
from apps.circles.access import Access


@dataclass(frozen=True, slots=True)
class OtherCircle:
    """One line for a circle that is not open: its name and its next date, if the reader may know."""

    access: Access
    next: When | None


def other_circles(accesses: list[Access]) -> list[OtherCircle]:
    """One query for all of them; none when there are no others."""
    dates = careplan.next_dates(accesses) if accesses else {}
    return [OtherCircle(access, dates.get(access.circle.pk)) for access in accesses]
