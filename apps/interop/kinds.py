"""How an archive stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ArchiveState(models.TextChoices):
    WAITING = "waiting", _("being put together")
    READY = "ready", _("ready")
    REFUSED = "refused", _("could not be made")
