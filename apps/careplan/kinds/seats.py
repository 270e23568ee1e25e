"""Who should come along to an appointment, in the words of each seat; and what people answer."""

from typing import NamedTuple

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class SeatKind(models.TextChoices):
    """Who should come along. A kind added later brings its words below."""

    DRIVER = "driver", _("Someone to drive")
    COMPANION = "companion", _("Someone to come along")
    NOTE_TAKER = "note_taker", _("Someone to write down what is said")
    CHILD_MINDER = "child_minder", _("Someone to look after the children")
    PHONE_IN = "phone_in", _("Someone to listen in by phone")

    @property
    def words(self) -> "SeatWords":
        return _SEAT_WORDS[self]


class SeatWords(NamedTuple):
    """What a seat is called wherever it is shown; ``taken`` wants a ``name``."""

    noun: Words
    needed: Words
    offer: Words
    mine: Words
    taken: Words
    thanks: Words


_SEAT_WORDS = {
    SeatKind.DRIVER: SeatWords(
        noun=_("Driver"),
        needed=_("Needs a driver"),
        offer=_("I’ll drive"),
        mine=_("You are driving"),
        taken=_("%(name)s is driving"),
        thanks=_("Thank you. You are driving."),
    ),
    SeatKind.COMPANION: SeatWords(
        noun=_("Companion"),
        needed=_("Needs company"),
        offer=_("I’ll come along"),
        mine=_("You are going along"),
        taken=_("%(name)s is going along"),
        thanks=_("Thank you. You are going along."),
    ),
    SeatKind.NOTE_TAKER: SeatWords(
        noun=_("Note-taker"),
        needed=_("Needs a note-taker"),
        offer=_("I’ll take notes"),
        mine=_("You are taking notes"),
        taken=_("%(name)s is taking notes"),
        thanks=_("Thank you. You are taking notes."),
    ),
    SeatKind.CHILD_MINDER: SeatWords(
        noun=_("Child-minder"),
        needed=_("Needs a child-minder"),
        offer=_("I’ll mind the children"),
        mine=_("You are minding the children"),
        taken=_("%(name)s is minding the children"),
        thanks=_("Thank you. You are minding the children."),
    ),
    SeatKind.PHONE_IN: SeatWords(
        noun=_("Listening in by phone"),
        needed=_("Needs someone on the phone"),
        offer=_("I’ll phone in"),
        mine=_("You are phoning in"),
        taken=_("%(name)s is phoning in"),
        thanks=_("Thank you. You are phoning in."),
    ),
}


class Answer(models.TextChoices):
    YES = "yes", _("I’ll be there")
    NO = "no", _("I can’t")
    LIFT = "lift", _("I need a lift")  # and will be there, if somebody takes them
