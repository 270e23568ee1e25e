"""Whom a circle invited, what it offered them, and how that stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from apps.accounts.models import User
from apps.circles import rules
from apps.circles.access import Access, open_all_for_user
from apps.circles.kinds import Level, Role, Section
from apps.circles.models import Invitation, Membership
from apps.circles.selectors.people import SHOWN_SECTIONS
from apps.core import clock

DECLINED_SHOWN_FOR = timedelta(days=14)
UNWANTED_WITHIN, TOO_MANY_UNWANTED = timedelta(days=30), 3


@dataclass(frozen=True, slots=True)
class Invited:
    """One line of the list of whom the circle invited."""

    invitation: Invitation
    is_waiting: bool
    is_declined: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class Gift:
    """What somebody may do with an invitation once they accepted it, in plain words."""

    changes: tuple[str, ...]
    takes_part: tuple[str, ...]
    sees: tuple[str, ...]
    not_seen: tuple[str, ...]


def open_invitations(access: Access) -> list[Invited]:
    """Whoever was invited and is not here: nothing used or taken back, newest first; declined for a while."""
    access.require(Section.PEOPLE, Level.EDIT)
    now, today = clock.now(), clock.today(access.circle.time_zone)
    rows: QuerySet[Invitation] = Invitation.objects.visible_to(access)
    lately = Q(declined_at=None) | Q(declined_at__gt=now - DECLINED_SHOWN_FOR)
    rows = rows.filter(lately, accepted_at=None, taken_back_at=None).order_by("-created_at", "-pk")
    return [
        Invited(
            invitation=row,
            is_waiting=row.asked_at is not None,
            is_declined=row.declined_at is not None,
            is_over=row.is_blocked or rules.is_over(now, row.expires_at, today, row.ends_on),
        )
        for row in rows
    ]


def invitation(access: Access, invitation_id: UUID) -> Invitation:
    """One invitation of this circle; Http404 for any other."""
    access.require(Section.PEOPLE, Level.EDIT)
    rows = Invitation.objects.visible_to(access).select_related(
        "circle", "author__user", "asked_by"
    )
    row: Invitation | None = rows.filter(pk=invitation_id).first()
    if row is None:
        raise Http404
    return row


def levels_from(giver: Access | None, row: Invitation) -> dict[Section, Level]:
    """What it gives today from whoever answers for it: no more than is theirs, nothing once they may not invite."""
    if giver is None and row.is_from_the_site:
        return row.section_levels
    if giver is None or not giver.can(Section.PEOPLE, Level.EDIT):
        return {}
    return rules.given_by(giver.rank, giver.levels, Role(row.role), row.section_levels)


def reaches(access: Access, row: Invitation) -> bool:
    """Whether all that it offers is theirs to give; else its link and code are not for them to see or renew."""
    return levels_from(access, row) == row.section_levels


def what_it_gives(levels: Mapping[Section, Level]) -> Gift:
    def named(level: Level) -> tuple[str, ...]:
        return tuple(str(s.label) for s in SHOWN_SECTIONS if levels.get(s, Level.NONE) == level)

    return Gift(
        changes=named(Level.EDIT),
        takes_part=named(Level.TAKE_PART),
        sees=named(Level.SEE),
        not_seen=named(Level.NONE),
    )


def is_member(user: User, row: Invitation) -> bool:
    """Whether this person already has a place in the circle of the invitation."""
    today = clock.today(row.circle.time_zone)
    rows = Membership.objects.not_taken_back().filter(user=user, circle=row.circle)
    return any(membership.holds_on(today) for membership in rows)


def is_unwelcome_inviter(access: Access) -> bool:
    """Whether several people said of this person's invitations, in whatever circle, that they were unwanted."""
    person = access.membership.user
    rows = Invitation.objects.visible_to_any(open_all_for_user(person))
    unwanted = rows.filter(
        author__user=person, is_unwanted=True, declined_at__gt=clock.now() - UNWANTED_WITHIN
    )
    return bool(unwanted.count() >= TOO_MANY_UNWANTED)
