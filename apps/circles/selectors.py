"""Reads of this room: the people of a circle and whom it invited."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from apps.accounts.models import User
from apps.circles.access import Access
from apps.circles.kinds import Level, Role, Section
from apps.circles.models import Invitation, Membership
from apps.core import clock


@dataclass(frozen=True, slots=True)
class Person:
    """A member as the others see them, with the sections of each level in plain words."""

    membership: Membership
    is_me: bool
    changes: tuple[str, ...]
    takes_part: tuple[str, ...]
    sees: tuple[str, ...]


def people(access: Access) -> list[Person]:
    """The current members, the patient first. Raises PermissionDenied below *see*."""
    access.require(Section.PEOPLE, Level.SEE)
    order = list(Role)
    members = sorted(current_members(access), key=lambda m: order.index(Role(m.role)))
    return [
        Person(
            membership=member,
            is_me=access.is_mine(member.pk),
            changes=_labels(member, Level.EDIT),
            takes_part=_labels(member, Level.TAKE_PART),
            sees=_labels(member, Level.SEE),
        )
        for member in members
    ]


def current_members(access: Access) -> list[Membership]:
    """Who has a place in the circle today; one query. For use by services and reminders."""
    today = clock.today(access.circle.time_zone)
    rows = Membership.objects.not_taken_back().filter(circle=access.circle)
    return [
        row for row in rows.select_related("user").order_by("created_at") if row.holds_on(today)
    ]


def has_patient(access: Access) -> bool:
    """Whether the patient is a member today."""
    return any(member.role == Role.PATIENT for member in current_members(access))


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


# Sections whose rooms exist; a section is named to people only once it holds something.
SHOWN_SECTIONS = (Section.PLAN, Section.TASKS, Section.PEOPLE)


def _labels(member: Membership, wanted: Level) -> tuple[str, ...]:
    levels = member.section_levels
    return tuple(str(section.label) for section in SHOWN_SECTIONS if levels.get(section) == wanted)
