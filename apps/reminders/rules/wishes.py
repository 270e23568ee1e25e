"""What people may choose: the hours before a thing, and what they do not want to be written to about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from uuid import UUID

WEEK, THREE_DAYS, DAY = 7 * 24 * 60, 3 * 24 * 60, 24 * 60  # offsets: minutes before the start
TWO_HOURS, HOUR = 2 * 60, 60
EVENING = time(18)


@dataclass(frozen=True, slots=True)
class Lead:
    """One hour before a thing at which people can be reminded: at a time of that day, or to the minute."""

    offset: int
    at: time | None = None
    by_default: bool = True


VISIT_LEADS = (
    Lead(WEEK, EVENING),
    Lead(THREE_DAYS, EVENING, by_default=False),
    Lead(DAY, EVENING),
    Lead(TWO_HOURS),
    Lead(HOUR, by_default=False),
)
REGULAR = tuple(lead for lead in VISIT_LEADS if lead.by_default)

Hours = Mapping[tuple[str, int], bool]  # by subject and offset: wanted or not


def wanted(
    subject: str, leads: tuple[Lead, ...], *, own: Hours, circles: Hours
) -> tuple[Lead, ...]:
    """The hours that hold for somebody: their own wishes, else their circle's, else the site's."""

    def holds(lead: Lead) -> bool:
        key = (subject, lead.offset)
        return own.get(key, circles.get(key, lead.by_default))

    return tuple(lead for lead in leads if holds(lead))


def to_keep(
    subject: str, leads: tuple[Lead, ...], chosen: frozenset[int]
) -> dict[tuple[str, int], bool]:
    """The wishes to write down for a choice; none where it is what the site does anyway."""
    if chosen == {lead.offset for lead in leads if lead.by_default}:
        return {}
    return {(subject, lead.offset): lead.offset in chosen for lead in leads}


@dataclass(frozen=True, slots=True)
class Muted:
    """One thing not to be written to about; with neither a list nor a person, all of the circle."""

    circle: UUID
    section: str = ""
    person: UUID | None = None

    def covers(self, circle: UUID, section: str, author: UUID | None) -> bool:
        if circle != self.circle:
            return False
        if self.person is not None:
            return self.person == author
        return not self.section or self.section == section
