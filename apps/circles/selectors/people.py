"""Who is in a circle, and what each may do."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Max
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


def people(access: Access) -> list[Person]:
    """The current members, the patient first. Raises PermissionDenied below *see*."""
    access.require(Section.PEOPLE, Level.SEE)
    order = list(Role)
    members = sorted(current_members(access), key=lambda m: order.index(Role(m.role)))
    return [_person(access, member) for member in members]


def places_to_review(access: Access) -> list[Person]:
    """Whose place the patient has not given, changed or looked over for a year; for her alone. Two queries."""
    if not access.is_patient or not access.can(Section.PEOPLE, Level.EDIT):
        return []
    looked_at = _last_looked_at(access)
    return [
        _person(access, member)
        for member in current_members(access)
        if not member.is_patient
        and rules.review_is_due(access.today, looked_at.get(member.pk, access.today))
    ]


def current_members(access: Access) -> list[Membership]:
    """Who has a place in the circle today; one query. For use by services and reminders."""
    today = access.today
    rows = Membership.objects.not_taken_back().filter(circle=access.circle)
    return [
        row for row in rows.select_related("user").order_by("created_at") if row.holds_on(today)
    ]


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


def _person(access: Access, member: Membership) -> Person:
    return Person(member, access.is_mine(member.pk), can_words(access, member))


def _last_looked_at(access: Access) -> dict[UUID, date]:
    """When the places of this circle were last given, changed or looked over."""
    zone = ZoneInfo(access.circle.time_zone)
    rows = Membership.objects.filter(circle=access.circle, periods__isnull=False).values_list(
        "pk", Max("periods__began_at"), Max("reviews__at")
    )
    return {pk: max(filter(None, moments)).astimezone(zone).date() for pk, *moments in rows}
