"""Who may do what, as pure functions on plain values (docs/architecture.md, section 4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from apps.circles.kinds import Audience, Level, Role, Section

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


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who may see one item inside its section, and from which day (the patient's)."""

    audience: Audience = Audience.EVERYONE
    held_until: date | None = None

    def is_held(self, today: date) -> bool:
        """Whether it is still kept from the others: until the day named begins."""
        return self.held_until is not None and today < self.held_until


FOR_ALL = Sharing()


@dataclass(frozen=True, slots=True)
class SharingOffer:
    """What one person may say about who sees an item; no audiences: nothing."""

    audiences: tuple[Audience, ...] = ()
    may_hold: bool = False


NO_SAY = SharingOffer()


def sharing_offer(*, is_author: bool, is_patient: bool, patient_sees_all: bool) -> SharingOffer:
    """Who sees an item is for its author and the patient to say, and nobody hides it from themselves."""
    if is_author and not patient_sees_all:
        return SharingOffer(tuple(Audience), may_hold=True)
    if is_author or is_patient:
        may_hold = patient_sees_all
        return SharingOffer((Audience.EVERYONE, Audience.CLOSE), may_hold=may_hold)
    return NO_SAY


def may_see_item(
    audience: Audience, *, is_close: bool, is_author: bool, is_held: bool = False
) -> bool:
    """Whether someone who may see the section may see this item in it.

    Whoever may not have it hidden from them, as the patient an appointment, counts as an author.
    """
    if is_author:
        return True
    if is_held:
        return False
    return audience == Audience.EVERYONE or (audience == Audience.CLOSE and is_close)
