"""Who may change whose place in a circle, and how far. The patient outranks everybody."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from apps.circles.kinds import Level, Role, Section
from apps.circles.rules.levels import default_levels

_RANKS = {Role.PATIENT: 3, Role.COORDINATOR: 2, Role.HELPER: 1, Role.FOLLOWER: 0}


@dataclass(frozen=True, slots=True)
class Place:
    """A person's place in a circle as it is, or as somebody wants it to be."""

    role: Role
    relationship: str
    levels: Mapping[Section, Level]
    marked_close: bool
    starts_on: date
    ends_on: date | None


class Refusal(StrEnum):
    """Why somebody's place is not for this person to change."""

    PATIENT = "patient"
    OWN = "own"
    ABOVE = "above"


def why_not(actor: Role, target: Role, *, is_own: bool, has_patient: bool) -> Refusal | None:
    """None when the actor, who may edit people, may change the target's place.

    Nobody changes the patient's place, nor their own. One changes who stands below oneself; who stand
    equal change each other only as long as there is no patient to do it.
    """
    if target == Role.PATIENT:
        return Refusal.PATIENT
    if is_own:
        return Refusal.OWN
    equal = _RANKS[actor] == _RANKS[target] and not has_patient
    return None if equal or _RANKS[actor] > _RANKS[target] else Refusal.ABOVE


def roles_to_give(actor: Role) -> tuple[Role, ...]:
    """Nobody raises anybody above themselves, and there is one patient."""
    return tuple(r for r in Role if r != Role.PATIENT and _RANKS[r] <= _RANKS[actor])


def levels_to_give(section: Section, own: Level, stands: Level) -> tuple[Level, ...]:
    """Up to one's own level; what somebody already has may stay. People are seen, or changed as well."""
    most = max(own, stands)
    return tuple(
        level
        for level in Level
        if level <= most and (section != Section.PEOPLE or level != Level.TAKE_PART)
    )


def with_role(place: Place, role: Role, levels: Mapping[Section, Level]) -> Place:
    """The same place with another role and its levels."""
    return replace(place, role=role, levels=levels)


def capped(levels: Mapping[Section, Level], own: Mapping[Section, Level]) -> dict[Section, Level]:
    """These levels, none above one's own."""
    return {section: min(level, own.get(section, Level.NONE)) for section, level in levels.items()}


def levels_for_role(role: Role, own: Mapping[Section, Level]) -> dict[Section, Level]:
    """What is usual for a role, as far as somebody with these levels can give it."""
    return capped(default_levels(role), own)


def goes_too_far(wanted: Place, stands: Place, own: Mapping[Section, Level], actor: Role) -> bool:
    """Whether a change would raise somebody above whoever makes it."""
    if wanted.role != stands.role and wanted.role not in roles_to_give(actor):
        return True
    return any(
        level > max(own.get(section, Level.NONE), stands.levels.get(section, Level.NONE))
        for section, level in wanted.levels.items()
    )


REVIEW_AFTER_DAYS = 365


def review_is_due(today: date, last: date) -> bool:
    """Whether it is a year since a place was given, changed or looked over."""
    return (today - last).days >= REVIEW_AFTER_DAYS
