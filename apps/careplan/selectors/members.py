"""What the people that rows point to may do: a name alone gives nobody a seat, and nobody a message."""

from uuid import UUID

from apps.careplan.models import Appointment
from apps.circles.access import Access, open_for_members
from apps.circles.kinds import Level, Section
from apps.circles.models import CircleOwned, Membership
from apps.circles.rules import allows
from apps.circles.selectors import will_see
from apps.core import clock
from apps.reminders.selectors import listeners


def is_still_here(access: Access, membership: Membership) -> bool:
    """Whether a membership of this circle holds today."""
    return membership.holds_on(clock.today(access.circle.time_zone))


def who_gets_the_patients(row: CircleOwned) -> list[Membership]:
    """Who is named to get the patient's reminders for her, and may see this themselves; two queries."""
    return [member for member in who_hears_for_the_patient(row.circle_id) if will_see(row, member)]


def who_hears_for_the_patient(circle_id: UUID) -> list[Membership]:
    """The same of whatever it is; for those who see it themselves."""
    named = open_for_members(listeners([circle_id]).for_patient).values()
    return [access.membership for access in named if not access.is_patient]


def reaches(member: Membership, appointment: Appointment, level: Level) -> bool:
    """Whether a current member may see this appointment, now or later, and has that level in the plan."""
    return allows(member.section_levels, Section.PLAN, level) and will_see(appointment, member)
