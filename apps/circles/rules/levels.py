"""Roles and levels: who may do what, for how long, and who is close (docs/architecture.md)."""

from collections.abc import Mapping
from datetime import date

from apps.circles.kinds import Level, Role, Section

_NONE, _SEE, _TAKE, _EDIT = Level.NONE, Level.SEE, Level.TAKE_PART, Level.EDIT

# One line a section: patient, coordinator, helper, follower.
_DEFAULTS: dict[Section, tuple[Level, Level, Level, Level]] = {
    Section.PLAN: (_EDIT, _EDIT, _TAKE, _NONE),
    Section.MEDICINES: (_EDIT, _EDIT, _NONE, _NONE),
    Section.TASKS: (_EDIT, _EDIT, _TAKE, _SEE),
    Section.DIARY: (_EDIT, _TAKE, _NONE, _NONE),
    Section.DOCUMENTS: (_EDIT, _EDIT, _NONE, _NONE),
    Section.UPDATES: (_EDIT, _EDIT, _TAKE, _TAKE),
    Section.CARD: (_EDIT, _EDIT, _SEE, _NONE),
    Section.PEOPLE: (_EDIT, _EDIT, _SEE, _NONE),
}
_ROLES = (Role.PATIENT, Role.COORDINATOR, Role.HELPER, Role.FOLLOWER)


def default_levels(role: Role) -> dict[Section, Level]:
    """The levels a role starts with, one for every section."""
    column = _ROLES.index(role)
    return {section: levels[column] for section, levels in _DEFAULTS.items()}


def allows(levels: Mapping[Section, Level], section: Section, wanted: Level) -> bool:
    """Whether these levels reach ``wanted`` in ``section``; a section never named is closed."""
    return levels.get(section, Level.NONE) >= wanted


def is_current(today: date, starts_on: date, ends_on: date | None, *, taken_back: bool) -> bool:
    """Whether a membership holds on ``today``, both dates included, all in the patient's zone."""
    if taken_back or today < starts_on:
        return False
    return ends_on is None or today <= ends_on


def in_close_circle(role: Role, *, marked_close: bool) -> bool:
    """Close are whom the patient marked, coordinators by default, and the patient."""
    return marked_close or role in {Role.PATIENT, Role.COORDINATOR}
