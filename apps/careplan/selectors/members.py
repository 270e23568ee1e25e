"""Whether the people that rows point to are still in the circle: a name alone gives nobody a seat."""

from apps.circles.access import Access
from apps.circles.models import Membership
from apps.circles.rules import is_current
from apps.core import clock


def is_still_here(access: Access, membership: Membership) -> bool:
    """Whether a membership of this circle holds today."""
    today = clock.today(access.circle.time_zone)
    taken_back = membership.ended_at is not None
    return is_current(today, membership.starts_on, membership.ends_on, taken_back=taken_back)
