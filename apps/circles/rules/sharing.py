"""Who sees one item inside a section, from which day, and who may say so."""

from dataclasses import dataclass, replace
from datetime import date

from apps.circles.kinds import Audience


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who may see one item inside its section, and from which day (the patient's)."""

    audience: Audience = Audience.EVERYONE
    held_until: date | None = None

    def is_held(self, today: date) -> bool:
        """Whether it is still kept from the others: until the day named begins."""
        return self.held_until is not None and today < self.held_until

    def as_of(self, today: date) -> "Sharing":
        """What is left of it for something begun today: a day that has come holds nothing back."""
        return self if self.is_held(today) else replace(self, held_until=None)


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
