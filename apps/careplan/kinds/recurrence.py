"""How often something comes back."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    DAY = "day", _("Day")
    WEEK = "week", _("Week")
    MONTH = "month", _("Month")


class Weekday(models.IntegerChoices):
    """As Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Scope(models.TextChoices):
    """What a change of one item of a series is meant for."""

    ONE = "one", _("Only this one")
    LATER = "later", _("This one and the later ones")
