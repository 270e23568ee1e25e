"""How soon to call: the levels of the boxes in articles and of the page "When to call now"."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Urgency(models.TextChoices):
    """Most urgent first."""

    EMERGENCY = "emergency", _("Emergency: get help now")
    SAME_DAY = "same-day", _("Call today, day or night")
    DAY = "24h", _("Call within 24 hours")
    NEXT_VISIT = "next-visit", _("Tell your team at the next visit")


class Clear(models.TextChoices):
    """What a reader answers when asked whether an article was clear."""

    YES = "yes", _("Yes, it was clear")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No, it was hard to follow")


class HowRead(models.TextChoices):
    """How far the writers got with a source; said honestly beside it."""

    PAGE = "page", _("We read the page or guideline itself")
    ABSTRACT = "abstract", _("We read the study’s own summary")
    REPORT = "report", _("We read a report of it, not the original")
    OWN = "own", _("Our own wording or table")
