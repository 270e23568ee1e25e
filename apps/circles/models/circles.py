"""A circle: one patient and the people who support them."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.circles.kinds import Closing, Consent, Section


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
    erase_with = models.ForeignKey(  # whose account it goes with, and stays with
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    # Started for another: whether she knows, and when she is asked herself at the latest.
    consent = models.CharField(max_length=8, choices=Consent, blank=True)
    consent_note = models.CharField(_("why not"), max_length=200, blank=True)
    patient_email = models.EmailField(_("the patient’s email"), blank=True)
    claimed_at = models.DateTimeField(null=True, editable=False)
    # Silent until it is switched on again, or until that moment; one member may keep the visits' reminders.
    paused_at = models.DateTimeField(null=True, editable=False)
    paused_until = models.DateTimeField(null=True, editable=False)
    pause_spares = models.UUIDField(null=True, editable=False)
    # Closed: read only, in the sections the patient chose (None: in all that each could see).
    closed_at = models.DateTimeField(null=True, editable=False)
    closing = models.CharField(max_length=8, choices=Closing, blank=True, editable=False)
    kept_sections = models.JSONField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(erase_with=None) | Q(erase_at__isnull=False),
                name="circle_goes_with_an_account_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return str(_("%(name)s’s circle") % {"name": self.patient_name})

    @property
    def is_on_behalf(self) -> bool:
        """Somebody else started it, and she has not taken it over yet."""
        return not self.started_for_self and self.claimed_at is None

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def is_paused(self, now: datetime) -> bool:
        return self.paused_at is not None and (self.paused_until is None or now < self.paused_until)

    @property
    def kept(self) -> frozenset[Section] | None:
        """What stays readable once the circle is closed; None is all that each person could see."""
        return None if self.kept_sections is None else frozenset(map(Section, self.kept_sections))
