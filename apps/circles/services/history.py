"""Writing down what a place allows, each time it changes."""

from apps.circles.models import AccessPeriod, Membership
from apps.core import clock


def note_period(membership: Membership, by: Membership | None) -> AccessPeriod:
    """One more row for the place as it is now. Call it in the transaction of the change itself."""
    return AccessPeriod.objects.create(
        membership=membership,
        began_at=clock.now(),
        role=membership.role,
        levels=membership.levels,
        is_close=membership.is_close,
        starts_on=membership.starts_on,
        ends_on=membership.ends_on,
        is_over=membership.ended_at is not None,
        changed_by=by,
    )
