"""A member's own side: everything for themselves, and for others no more than they may know."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from apps.circles import rules
from apps.circles.access import Access
from apps.circles.kinds import Role
from apps.circles.models import FreeTime, Limits, Membership, OwnNotes
from apps.circles.rules import Capacity, Known, Window


def own_notes(access: Access) -> OwnNotes:
    """The person's own notes, empty if they never wrote any."""
    return OwnNotes.objects.of(access).first() or OwnNotes(membership=access.membership)


def own_limits(access: Access) -> Limits:
    return Limits.objects.of(access).first() or Limits(membership=access.membership)


def own_free_times(access: Access) -> list[FreeTime]:
    return list(FreeTime.objects.of(access).order_by("weekday", "begins", "ends", "pk"))


def capacity_of(
    access: Access, memberships: Iterable[Membership], *, times: bool = True
) -> dict[UUID, Capacity]:
    """What these members of the circle have room for, as far as this access may know; two queries, or one
    without the ``times`` at which they can.

    Whose limits are not for this reader looks like someone who has said nothing: a hidden limit leaves no gap.
    Load the members with their users; times are on each one's own clock.
    """
    members = [row for row in memberships if row.circle_id == access.circle.pk]
    rows = Limits.objects.filter(membership__in=members)
    limits = {row.membership_id: row for row in rows}
    windows = _windows(members) if times else {}
    return {
        row.pk: _capacity(access, row, limits.get(row.pk), windows.get(row.pk, []))
        for row in members
    }


def _windows(members: list[Membership]) -> dict[UUID, list[Window]]:
    found: dict[UUID, list[Window]] = defaultdict(list)
    for time in FreeTime.objects.filter(membership__in=members).order_by("weekday", "begins", "pk"):
        found[time.membership_id].append(Window(time.weekday, time.begins, time.ends))
    return found


def _capacity(
    access: Access, member: Membership, limits: Limits | None, windows: list[Window]
) -> Capacity:
    said = limits or Limits()
    known = _known(access, member, said)
    if access.seen_by:  # a look through another's eyes shows no more than one's own
        known = min(known, _known(access.seen_by, member, said), key=lambda much: much.value)
    whole = Capacity(
        zone=member.user.zone,
        cannot_drive=said.cannot_drive,
        no_nights=said.no_nights,
        hours_a_week=said.hours_a_week,
        in_own_words=said.in_own_words,
        windows=tuple(windows),
    )
    return rules.as_known(whole, known)


def _known(access: Access, member: Membership, said: Limits) -> Known:
    return rules.what_is_known(
        Role(access.membership.role), is_own=access.is_mine(member.pk), is_shared=said.is_shared
    )
