"""Whom a circle invited."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from apps.accounts.models import User
from apps.circles.access import Access
from apps.circles.kinds import Level, Section
from apps.circles.models import Invitation, Membership
from apps.core import clock


def open_invitations(access: Access) -> QuerySet[Invitation]:
    """Invitations that were neither used nor taken back, expired ones included, newest first."""
    access.require(Section.PEOPLE, Level.EDIT)
    rows: QuerySet[Invitation] = Invitation.objects.visible_to(access)
    return rows.filter(accepted_at=None, taken_back_at=None).order_by("-created_at")


def invitation(access: Access, invitation_id: UUID) -> Invitation:
    """One invitation of this circle; Http404 for any other."""
    access.require(Section.PEOPLE, Level.EDIT)
    row: Invitation | None = Invitation.objects.visible_to(access).filter(pk=invitation_id).first()
    if row is None:
        raise Http404
    return row


def is_member(user: User, row: Invitation) -> bool:
    """Whether this person already has a place in the circle of the invitation."""
    today = clock.today(row.circle.time_zone)
    rows = Membership.objects.not_taken_back().filter(user=user, circle=row.circle)
    return any(membership.holds_on(today) for membership in rows)
