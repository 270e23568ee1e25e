"""Starting a circle and giving someone a place in it."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.db import transaction

from apps.accounts.models import User
from apps.circles import rules
from apps.circles.access import Access, open_circle
from apps.circles.kinds import Action, Level, Role, Section
from apps.circles.models import Circle, Membership
from apps.circles.rules import Behalf, Place
from apps.circles.services.history import note_period
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
    behalf: Behalf | None = None,
) -> Access:
    """A new circle with its first member: the patient herself, or a coordinator on her behalf.

    ``behalf`` is what is said about the patient's wish when it is for another. ``circle_id`` comes from the
    form: the same form sent twice makes one circle.
    """
    new = Circle(
        pk=circle_id,
        patient_name=patient_name,
        country=country,
        time_zone=user.zone if for_self else zone_of(country),
        started_by=user,
        started_for_self=for_self,
        **(asdict(behalf) if behalf and not for_self else {}),
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
    by: Membership | None = None,
) -> Membership:
    """A place in the circle from today, in the patient's zone, with the levels the role starts with or these."""
    given = rules.default_levels(role) if levels is None else levels
    today = clock.today(circle.time_zone)
    place = Place(role, relationship, given, marked_close=False, starts_on=today, ends_on=ends_on)
    return give_place(circle, user, place, by)


def give_place(circle: Circle, user: User, place: Place, by: Membership | None) -> Membership:
    """A new row, and the first of its history; ``by`` is who gave it."""
    membership = Membership(circle=circle, user=user)
    membership.place = place
    membership.full_clean(validate_constraints=False)
    membership.save()
    note_period(membership, by)
    return membership
