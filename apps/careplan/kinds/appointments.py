"""The words of appointments: kinds, with a hint at what to prepare, and how things stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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

    @property
    def hint(self) -> str:
        """What is often worth asking or packing; never an instruction, for the letter says what holds."""
        return str(_HINTS[self])


_HINTS = {
    AppointmentKind.CLINIC: _(
        "Often useful: your questions, the list of medicines, glasses or hearing aid."
    ),
    AppointmentKind.SCAN: _(
        "The letter says whether to eat or drink before. Ask about diabetes tablets, allergies, metal "
        "and whether you may be pregnant."
    ),
    AppointmentKind.BLOOD_TEST: _(
        "Often useful: the form, and sleeves that roll up. Ask whether to come without breakfast."
    ),
    AppointmentKind.CHEMOTHERAPY: _(
        "Often useful: loose sleeves, a note of how you have been since last time, a snack, something "
        "to do, and somebody to take you home."
    ),
    AppointmentKind.RADIOTHERAPY: _(
        "Often useful: clothes that are easy to take off. Ask before you use creams or deodorant."
    ),
    AppointmentKind.INJECTION: _("Often useful: the date of the last one, and clothes that open."),
    AppointmentKind.SURGERY: _(
        "The letter says from when not to eat and drink, and which tablets to pause. Pack for a night."
    ),
    AppointmentKind.THERAPY: _(
        "Often useful: comfortable clothes, and one thing you want to change."
    ),
    AppointmentKind.CALL: _(
        "Often useful: a charged phone, a quiet room, pen and paper, your list of medicines."
    ),
    AppointmentKind.OTHER: _("Write down what should not be forgotten."),
}


class Status(models.TextChoices):
    PLANNED = "planned", _("Planned")
    DONE = "done", _("Done")
    MISSED = "missed", _("Missed")
    CANCELLED = "cancelled", _("Cancelled")
