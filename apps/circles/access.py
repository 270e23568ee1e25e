"""Access: what one person may do in one circle right now. Made here and nowhere else.

Every page, service, feed, link and job that touches a circle's rows carries one. A stranger, a former
member and a circle that does not exist are told the same: 404. A member without the level: 403.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from apps.accounts.models import User
from apps.circles import rules
from apps.circles.kinds import Level, Role, Section
from apps.circles.models import Circle, Membership, MembershipQuerySet
from apps.core import clock


@dataclass(frozen=True, slots=True)
class Access:
    """What one actor may do in one circle, decided once per request or job."""

    circle: Circle
    membership: Membership
    levels: Mapping[Section, Level]
    is_close: bool

    def can(self, section: Section, level: Level) -> bool:
        return rules.allows(self.levels, section, level)

    def require(self, section: Section, level: Level) -> None:
        """Raise PermissionDenied (403) below the level."""
        if not self.can(section, level):
            raise PermissionDenied(section.value)

    @property
    def is_patient(self) -> bool:
        return self.membership.role == Role.PATIENT

    def is_mine(self, membership_id: UUID | None) -> bool:
        return membership_id == self.membership.pk


def open_circle(user: User, circle_id: UUID) -> Access:
    """The access of this person to this circle today. Raises Http404 if there is none."""
    for access in _current(_memberships().filter(user=user, circle_id=circle_id)):
        return access
    raise Http404


def open_all_for_user(user: User) -> list[Access]:
    """The person's access to each of their circles, in order of joining; one query."""
    return list(_current(_memberships().filter(user=user).order_by("created_at")))


def open_for_member(membership_id: UUID) -> Access | None:
    """For jobs and signed links, at the moment they run: None once the membership has ended."""
    for access in _current(_memberships().filter(pk=membership_id)):
        return access
    return None


def open_for_members(membership_ids: Iterable[UUID]) -> dict[UUID, Access]:
    """The same for many at once, in one query; whoever's membership has ended is left out."""
    rows = _memberships().filter(pk__in=list(membership_ids))
    return {access.membership.pk: access for access in _current(rows)}


def _memberships() -> MembershipQuerySet:
    return Membership.objects.not_taken_back().select_related("circle", "user")


def _current(memberships: Iterable[Membership]) -> Iterable[Access]:
    """Dates are days in the patient's zone, checked each time and not only when they were set."""
    for row in memberships:
        today = clock.today(row.circle.time_zone)
        if rules.is_current(today, row.starts_on, row.ends_on, taken_back=row.ended_at is not None):
            yield Access(row.circle, row, row.section_levels, row.is_close)
