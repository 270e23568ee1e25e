"""Kinds of treatment, and the worries a number of the care team is for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TreatmentKind(models.TextChoices):
    CHEMO = "chemo", _("Chemotherapy")
    HORMONE = "hormone", _("Hormone therapy")
    TARGETED = "targeted", _("Targeted therapy")
    IMMUNO = "immuno", _("Immunotherapy")
    RADIOTHERAPY = "radiotherapy", _("Radiotherapy")
    SURGERY = "surgery", _("Surgery")
    OTHER = "other", _("Something else")


class Worry(models.TextChoices):
    """Plain topics. Which number is for which of them is what the team told the family."""

    FEVER = "fever", _("Fever, or feeling suddenly ill")
    SICKNESS = "sickness", _("Sickness, diarrhoea, not keeping food down")
    PAIN = "pain", _("New pain, or pain that gets worse")
    LINE = "line", _("A line, port, drain or wound")
    MEDICINES = "medicines", _("Questions about medicines")
    DATES = "dates", _("Moving or missing an appointment")
    RESULTS = "results", _("Waiting for results")
    FEELINGS = "feelings", _("Worry, sleep, low mood")
    MONEY = "money", _("Money, work, papers")
