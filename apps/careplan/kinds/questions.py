"""How a question stands on its way to a visit."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionStatus(models.TextChoices):
    PROPOSED = "proposed", _("Waiting for a yes")
    APPROVED = "approved", _("On the list")
    DROPPED = "dropped", _("Taken off")
