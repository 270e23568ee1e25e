"""What the people that rows point to may do: a name alone gives nobody a seat, and nobody a message."""

from apps.careplan.models import Appointment
from apps.circles.access import Access
from apps.circles.kinds import Audience, Level, Section
from apps.circles.models import Membership
from apps.circles.rules import allows, may_see_item
from apps.core import clock


def is_still_here(access: Access, membership: Membership) -> bool:
    """Whether a membership of this circle holds today."""
    return membership.holds_on(clock.today(access.circle.time_zone))


def reaches(member: Membership, appointment: Appointment, level: Level) -> bool:
    """Whether a current member may see this appointment and has that level in the plan."""
    return allows(member.section_levels, Section.PLAN, level) and may_see_item(
        Audience(appointment.audience),
        is_close=member.is_close,
        is_author=appointment.author_id == member.pk,
    )
