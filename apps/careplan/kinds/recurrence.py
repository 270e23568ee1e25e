"""How often something comes back."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    DAY = "day", _("Day")
    WEEK = "week", _("Week")
    MONTH = "month", _("Month")


class Scope(models.TextChoices):
    """What a change of one item of a series is meant for."""

    ONE = "one", _("Only this one")
    LATER = "later", _("This one and the later ones")
