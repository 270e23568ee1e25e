"""Whether the people that rows point to are still in the circle: a name alone gives nobody a seat."""

from apps.circles.access import Access
from apps.circles.models import Membership
from apps.core import clock


def is_still_here(access: Access, membership: Membership) -> bool:
    """Whether a membership of this circle holds today."""
    return membership.holds_on(clock.today(access.circle.time_zone))
