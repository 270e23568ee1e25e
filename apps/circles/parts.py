"""What people take along of their circles."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.circles import selectors, wording
from apps.circles.models import (
    Circle,
    Contact,
    FreeTime,
    Invitation,
    Limits,
    Membership,
    OwnNotes,
)
from apps.core.portable import Part, Told, Words
from apps.core.site_guide import COUNTRY_NAMES


def _can(row: Membership) -> str:
    return wording.sentence(row.name, row.section_levels, selectors.SHOWN_SECTIONS)


def _levels(row: Membership) -> dict[str, str]:
    return {section.value: level.name.lower() for section, level in row.section_levels.items()}


def _country(row: Circle) -> str:
    return str(COUNTRY_NAMES.get(row.country, row.country.upper()))


def _circle(access: Any) -> list[Circle]:
    return [access.circle]


_CIRCLE = {"circle": _("Circle")}
_PLACE: dict[str, Words | Told] = {
    "role": _("Role"),
    "relationship": _("Relationship"),
    "levels": Told(_("What they may do"), _can, _levels),
    "starts_on": _("From"),
    "ends_on": _("Until"),
}

PARTS = (
    Part(OwnNotes, _("Your own notes"), {**_CIRCLE, "text": _("Notes")}, owner="membership__user"),
    Part(
        Limits,
        _("Your limits"),
        {
            **_CIRCLE,
            "cannot_drive": _("Cannot drive"),
            "no_nights": _("No nights"),
            "hours_a_week": _("Hours a week"),
            "in_own_words": _("In your own words"),
            "is_shared": _("Others may read this"),
        },
        owner="membership__user",
    ),
    Part(
        FreeTime,
        _("When you can"),
        {**_CIRCLE, "weekday": _("Day"), "begins": _("From"), "ends": _("Until")},
        owner="membership__user",
    ),
    Part(Membership, _("Your circles"), {**_CIRCLE, **_PLACE}, owner="user"),
    Part(
        Circle,
        _("The circle"),
        {
            "patient_name": _("Who it is for"),
            "country": Told(_("Country"), _country),
            "time_zone": _("Time zone"),
            "created_at": _("Begun on"),
            "closed_at": _("Closed on"),
        },
        rows=_circle,
    ),
    Part(
        Membership,
        _("Who is in the circle, and who was"),
        {"name": _("Name"), **_PLACE, "ended_at": _("Ended on")},
        rows=selectors.members_told,
    ),
    Part(
        Contact,
        _("People without an account"),
        {
            "name": _("Name"),
            "email": _("Email"),
            "phone": _("Phone"),
            "would_help": _("Offered to help another time"),
        },
    ),
    Part(
        Invitation,
        _("Whom the circle invited"),
        {
            "name": _("Name"),
            "email": _("Email"),
            "role": _("Role"),
            "relationship": _("Relationship"),
            "expires_at": _("Could be accepted until"),
            "accepted_at": _("Accepted on"),
            "declined_at": _("Declined on"),
            "taken_back_at": _("Taken back on"),
        },
    ),
)
