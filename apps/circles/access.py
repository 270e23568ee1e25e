"""Access: what one person may do in one circle right now. Made here and nowhere else.

Every page, service, feed, link and job that touches a circle's rows carries one. A stranger, a former
member and a circle that does not exist are told the same: 404. A member without the level: 403.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404

from apps.accounts.models import User
from apps.circles import rules
from apps.circles.kinds import Level, Role, Section
from apps.circles.models import Circle, Membership
from apps.core import clock


@dataclass(frozen=True, slots=True)
class Access:
    """What one actor may do in one circle, decided once per request or job."""

    circle: Circle
    membership: Membership
    levels: Mapping[Section, Level]
    is_close: bool
    own_rows: frozenset[
        UUID
    ]  # the person's memberships here, past ones too: what they wrote stays theirs
    seen_by: "Access | None" = None  # who looks at what this person gets; reads only
    stands_in: bool = False  # acts for the patient, who cannot at the moment

    def can(self, section: Section, level: Level) -> bool:
        return rules.allows(self.levels, section, level)

    def require(self, section: Section, level: Level) -> None:
        """Raise PermissionDenied (403) below the level."""
        if not self.can(section, level):
            raise PermissionDenied(section.value)

    @property
    def is_patient(self) -> bool:
        return self.membership.is_patient

    @property
    def rank(self) -> Role:
        """Whose say this person has over other people's places."""
        return Role.PATIENT if self.stands_in else Role(self.membership.role)

    @property
    def today(self) -> date:
        """The day it is for the patient: dates of memberships and of what is held go by it."""
        return clock.today(self.circle.time_zone)

    def is_mine(self, membership_id: UUID | None) -> bool:
        return membership_id == self.membership.pk


def open_circle(user: User, circle_id: UUID) -> Access:
    """The access of this person to this circle today. Raises Http404 if there is none."""
    rows = Membership.objects.filter(user=user, circle_id=circle_id)
    for access in _opened(rows.select_related("circle", "user")):
        return access
    raise Http404


def open_all_for_user(user: User) -> list[Access]:
    """The person's access to each of their circles, in order of joining; one query."""
    rows = Membership.objects.filter(user=user.pk).select_related("circle")
    memberships = sorted(
        rows, key=lambda row: (row.created_at, row.pk)
    )  # few, and cheaper than in the query
    for row in memberships:
        row.user = user
    return list(_opened(memberships))


def open_for_member(membership_id: UUID) -> Access | None:
    """For jobs and signed links, at the moment they run: None once the membership has ended."""
    return open_for_members([membership_id]).get(membership_id)


def open_for_members(membership_ids: Iterable[UUID]) -> dict[UUID, Access]:
    """The same for many at once, in one query; whoever's membership has ended is left out."""
    wanted = set(membership_ids)
    same_person = Membership.objects.filter(
        pk__in=wanted, user=OuterRef("user"), circle=OuterRef("circle")
    )
    rows = Membership.objects.filter(Exists(same_person)).select_related("circle", "user")
    return {a.membership.pk: a for a in _opened(rows) if a.membership.pk in wanted}


def as_seen_by(viewer: Access, membership_id: UUID) -> Access | None:
    """What another member of the viewer's circle gets today, for the viewer to look at.

    It reaches no further than the viewer's own levels, ``visible_to`` shows no row that the viewer may not
    see, and nothing can be written with it.
    """
    theirs = open_for_member(membership_id)
    if theirs is None or theirs.circle.pk != viewer.circle.pk:
        return None
    levels = rules.capped(theirs.levels, viewer.levels)
    return replace(theirs, levels=levels, seen_by=viewer)


def _opened(memberships: Iterable[Membership]) -> Iterator[Access]:
    """One access for each person and circle among these rows whose membership holds today.

    Dates are days in the patient's zone, checked each time and not only when they were set.
    """
    places: dict[tuple[int, UUID], list[Membership]] = {}
    for row in memberships:
        places.setdefault((row.user_id, row.circle_id), []).append(row)
    for rows in places.values():
        today = clock.today(rows[0].circle.time_zone)
        own = frozenset(row.pk for row in rows)
        for row in rows:
            if row.holds_on(today):
                stands_in = row.stands_in(clock.now())
                levels = _levels_now(row, stands_in=stands_in)
                yield Access(row.circle, row, levels, row.is_close, own, stands_in=stands_in)


def _levels_now(row: Membership, *, stands_in: bool) -> dict[Section, Level]:
    """The stored levels, raised while they act for the patient and lowered once the circle is closed."""
    levels = rules.standing_in(row.section_levels) if stands_in else row.section_levels
    if row.circle.is_closed:
        return rules.after_closing(levels, row.circle.kept, is_patient=row.is_patient)
    return levels
