"""The words of appointments: kinds, who comes along, answers."""

from typing import NamedTuple

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class AppointmentKind(models.TextChoices):
    CLINIC = "clinic", _("Clinic visit")
    SCAN = "scan", _("Scan")
    BLOOD_TEST = "blood_test", _("Blood test")
    CHEMOTHERAPY = "chemotherapy", _("Chemotherapy")
    RADIOTHERAPY = "radiotherapy", _("Radiotherapy")
    INJECTION = "injection", _("Injection")
    SURGERY = "surgery", _("Surgery")
    THERAPY = "therapy", _("Therapy")
    CALL = "call", _("Phone or video call")
    OTHER = "other", _("Something else")

    @property
    def default_title(self) -> str:
        """What an appointment without a title of its own is called, in the reader's language."""
        return str(_("Appointment") if self is AppointmentKind.OTHER else self.label)


class Status(models.TextChoices):
    PLANNED = "planned", _("Planned")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


class SeatKind(models.TextChoices):
    """Who should come along. A kind added later brings its words below."""

    DRIVER = "driver", _("Someone to drive")
    COMPANION = "companion", _("Someone to come along")

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
}


class Answer(models.TextChoices):
    YES = "yes", _("I’ll be there")
    NO = "no", _("I can’t")
