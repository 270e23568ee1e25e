"""The words of medicines: how often, with food or without, and what became of a dose."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RhythmKind(models.TextChoices):
    """What a form offers; a rhythm itself is numbers of days, weekdays and times."""

    DAILY = "daily", _("Every day")
    CYCLE_21_7 = "21-7", _("21 days on, 7 days off")
    CYCLE_14_7 = "14-7", _("14 days on, 7 days off")
    WEEKDAYS = "weekdays", _("On certain days of the week")
    EVERY_28 = "28", _("Every 28 days")
    EVERY = "every", _("Every few days")
    CYCLE = "cycle", _("Another cycle of days on and days off")
    AS_NEEDED = "as_needed", _("Only when needed")


class Food(models.TextChoices):
    ANY = "", _("Nothing to note")
    WITH = "with", _("With food")
    WITHOUT = "without", _("Without food")


class DoseState(models.TextChoices):
    TAKEN = "taken", pgettext_lazy("dose", "Taken")
    LATE = "late", pgettext_lazy("dose", "Taken late")
    SKIPPED = "skipped", pgettext_lazy("dose", "Skipped")


class ClockChange(models.TextChoices):
    """What a clock change does to a time of day."""

    NONE = ""
    SKIPPED = "skipped"
    DOUBLED = "doubled"


class WatchKind(models.TextChoices):
    """When a member hears of a dose: at its time, or when it is still not ticked a while later."""

    DUE = "due", _("When it is time")
    NOT_TICKED = "not_ticked", _("When it is not ticked")
