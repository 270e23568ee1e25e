"""Who is in a circle, and what each may do."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from apps.circles import rules, wording
from apps.circles.access import Access
from apps.circles.kinds import Level, Role, Section
from apps.circles.models import Membership

# Sections whose rooms exist; a section is named to people only once it holds something.
SHOWN_SECTIONS = (Section.PLAN, Section.MEDICINES, Section.TASKS, Section.PEOPLE)


@dataclass(frozen=True, slots=True)
class Person:
    """A member as the others see them, and in plain words what they can and cannot do."""

    membership: Membership
    is_me: bool
    can: str


@dataclass(frozen=True, slots=True)
class Everyone:
    """The people of a circle, the patient first; for whoever may edit them also those who were in it, the
    latest first; and for the patient those whose place she has not given, changed or looked over for a year."""

    here: list[Person]
    past: list[Membership]
    to_review: list[Person]


def everyone(access: Access) -> Everyone:
    """One query, and a second for the patient. Raises PermissionDenied below *see*."""
    access.require(Section.PEOPLE, Level.SEE)
    rows = list(_members(access))
    here = [_person(access, row) for row in rows if row.holds_on(access.today)]
    edits = access.can(Section.PEOPLE, Level.EDIT)
    order = list(Role)
    return Everyone(
        here=sorted(here, key=lambda person: order.index(Role(person.membership.role))),
        past=_past(access, rows) if edits else [],
        to_review=_to_review(access, here) if edits and access.is_patient else [],
    )


def current_members(access: Access) -> list[Membership]:
    """Who has a place in the circle today; one query. For use by services and reminders."""
    rows = _members(access).filter(ended_at=None)
    return [row for row in rows if row.holds_on(access.today)]


def members_told(access: Access) -> list[Membership]:
    """All places of the circle that this reader finds on its pages, in order of joining; none below *see*."""
    if not access.can(Section.PEOPLE, Level.SEE):
        return []
    edits = access.can(Section.PEOPLE, Level.EDIT)
    return [row for row in _members(access) if edits or row.holds_on(access.today)]


def has_patient(access: Access) -> bool:
    """Whether the patient is a member today."""
    return patient_of(access) is not None


def patient_of(access: Access) -> Membership | None:
    """The patient, once she is a member."""
    return next((member for member in current_members(access) if member.is_patient), None)


def can_words(access: Access, member: Membership) -> str:
    """What somebody may do, as a sentence."""
    name = _("You") if access.is_mine(member.pk) else next(iter(member.name.split()))
    if member.is_patient:
        return _("%(name)s decides who sees what.") % {"name": member.name}
    return wording.sentence(name, member.section_levels, SHOWN_SECTIONS)


def _members(access: Access) -> QuerySet[Membership]:
    rows = Membership.objects.filter(circle=access.circle)
    return rows.select_related("user").order_by("created_at", "pk")


def _past(access: Access, rows: list[Membership]) -> list[Membership]:
    """Each person once, by their last place."""
    last = {row.user_id: row for row in rows}
    return [row for row in reversed(last.values()) if row.is_over_on(access.today)]


def _to_review(access: Access, here: list[Person]) -> list[Person]:
    looked_at, today = _last_looked_at(access), access.today
    return [
        person
        for person in here
        if not person.membership.is_patient
        and rules.review_is_due(today, looked_at.get(person.membership.pk, today))
    ]


def _person(access: Access, member: Membership) -> Person:
    return Person(member, access.is_mine(member.pk), can_words(access, member))


def _last_looked_at(access: Access) -> dict[UUID, date]:
    """When the places of this circle were last given, changed or looked over."""
    zone = ZoneInfo(access.circle.time_zone)
    rows = Membership.objects.filter(circle=access.circle, periods__isnull=False).values_list(
        "pk", Max("periods__began_at"), Max("reviews__at")
    )
    return {pk: max(filter(None, moments)).astimezone(zone).date() for pk, *moments in rows}
