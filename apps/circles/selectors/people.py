"""Who is in a circle, and what each may do."""

from dataclasses import dataclass

from apps.circles.access import Access
from apps.circles.kinds import Level, Role, Section
from apps.circles.models import Membership
from apps.core import clock


@dataclass(frozen=True, slots=True)
class Person:
    """A member as the others see them, with the sections of each level in plain words."""

    membership: Membership
    is_me: bool
    changes: tuple[str, ...]
    takes_part: tuple[str, ...]
    sees: tuple[str, ...]


def people(access: Access) -> list[Person]:
    """The current members, the patient first. Raises PermissionDenied below *see*."""
    access.require(Section.PEOPLE, Level.SEE)
    order = list(Role)
    members = sorted(current_members(access), key=lambda m: order.index(Role(m.role)))
    return [
        Person(
            membership=member,
            is_me=access.is_mine(member.pk),
            changes=_labels(member, Level.EDIT),
            takes_part=_labels(member, Level.TAKE_PART),
            sees=_labels(member, Level.SEE),
        )
        for member in members
    ]


def current_members(access: Access) -> list[Membership]:
    """Who has a place in the circle today; one query. For use by services and reminders."""
    today = clock.today(access.circle.time_zone)
    rows = Membership.objects.not_taken_back().filter(circle=access.circle)
    return [
        row for row in rows.select_related("user").order_by("created_at") if row.holds_on(today)
    ]


def has_patient(access: Access) -> bool:
    """Whether the patient is a member today."""
    return any(member.role == Role.PATIENT for member in current_members(access))


# Sections whose rooms exist; a section is named to people only once it holds something.
SHOWN_SECTIONS = (Section.PLAN, Section.MEDICINES, Section.TASKS, Section.PEOPLE)


def _labels(member: Membership, wanted: Level) -> tuple[str, ...]:
    levels = member.section_levels
    return tuple(str(section.label) for section in SHOWN_SECTIONS if levels.get(section) == wanted)
