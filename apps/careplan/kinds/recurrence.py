"""How often something comes back."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    DAY = "day", _("Day")
    WEEK = "week", _("Week")
    MONTH = "month", _("Month")
