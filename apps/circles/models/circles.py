"""A circle: one patient and the people who support them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Circle(models.Model):
    """One patient and the people who support them. ``time_zone`` is the patient's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient_name = models.CharField(_("patient’s name"), max_length=80)
    country = models.CharField(_("country"), max_length=2)
    time_zone = models.CharField(max_length=64)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_for_self = models.BooleanField()
    erase_at = models.DateTimeField(null=True, editable=False)  # until then it can be stopped
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return str(_("%(name)s’s circle") % {"name": self.patient_name})
