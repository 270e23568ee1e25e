"""Starting a circle and giving someone a place in it."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from apps.accounts.models import User
from apps.circles import rules
from apps.circles.access import Access, open_circle
from apps.circles.kinds import Action, Level, Role, Section
from apps.circles.models import Circle, Membership
from apps.circles.services.receipts import note_change
from apps.core import clock
from apps.core.once import alike, save_once
from apps.core.site_guide import zone_of


@transaction.atomic
def start_circle(
    user: User,
    *,
    circle_id: UUID,
    patient_name: str,
    country: str,
    for_self: bool,
    relationship: str = "",
) -> Access:
    """A new circle with its first member: the patient herself, or a coordinator on her behalf.

    ``circle_id`` comes from the form: the same form sent twice makes one circle.
    """
    new = Circle(
        pk=circle_id,
        patient_name=patient_name,
        country=country,
        time_zone=user.zone if for_self else zone_of(country),
        started_by=user,
        started_for_self=for_self,
    )
    new.full_clean(validate_unique=False)
    same = alike(new, "patient_name", "country", "started_for_self")
    circle, made = save_once(new, Circle.objects.filter(started_by=user), same)
    if made:
        add_member(circle, user, Role.PATIENT if for_self else Role.COORDINATOR, relationship)
    access = open_circle(user, circle.pk)
    if made:
        note_change(access, Action.ADDED, Section.PEOPLE, "circle", circle.pk)
    return access


def add_member(
    circle: Circle,
    user: User,
    role: Role,
    relationship: str,
    *,
    levels: Mapping[Section, Level] | None = None,
    ends_on: date | None = None,
) -> Membership:
    """A place in the circle from today, in the patient's zone, with the levels the role starts with or these."""
    levels = rules.default_levels(role) if levels is None else levels
    membership = Membership(
        circle=circle,
        user=user,
        role=role,
        relationship=relationship,
        levels={s.value: int(level) for s, level in levels.items()},
        starts_on=clock.today(circle.time_zone),
        ends_on=ends_on,
    )
    membership.full_clean(validate_constraints=False)
    membership.save()
    return membership
