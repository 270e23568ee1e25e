"""What is left of levels in the hard turns: while somebody stands in, and once a circle is closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from apps.circles.kinds import Closing, Consent, Level, Role, Section
from apps.circles.rules.levels import default_levels

DAYS_TO_OBJECT = (1, 3, 7, 14)
INVITED_WITHIN = timedelta(days=14)
REOPENED_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Behalf:
    """What whoever starts a circle for another says about it."""

    consent: Consent
    consent_note: str = ""
    patient_email: str = ""


def standing_in(levels: Mapping[Section, Level]) -> dict[Section, Level]:
    """Whoever acts for the patient may do what she may, wherever that is more than their own."""
    hers = default_levels(Role.PATIENT)
    return {section: max(level, levels.get(section, Level.NONE)) for section, level in hers.items()}


def after_closing(
    levels: Mapping[Section, Level], kept: frozenset[Section] | None, *, is_patient: bool
) -> dict[Section, Level]:
    """A closed circle is for reading: what each could see, as far as the patient wanted it kept."""
    return {
        section: min(level, Level.SEE)
        if is_patient or kept is None or section in kept
        else Level.NONE
        for section, level in levels.items()
    }


def may_reopen(*, is_patient: bool, may_close: bool, closed_at: datetime, now: datetime) -> bool:
    """The patient always: nobody else can end her circle for good. Others for as long as a slip may take."""
    return is_patient or (may_close and now < closed_at + REOPENED_WITHIN)


def tells_the_patient(closing: Closing) -> bool:
    """Nothing is addressed to somebody who has died."""
    return closing != Closing.DIED
