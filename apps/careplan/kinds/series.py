"""In what steps a series of appointments goes on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    DAY = "day", _("days")
    WEEK = "week", _("weeks")
    MONTH = "month", _("months")


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
