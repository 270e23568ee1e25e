"""The hard turns of a circle: handing over the planning, and standing in for a patient who cannot act."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from apps.circles.models.circles import Circle
from apps.circles.models.memberships import Membership


class HandoverQuerySet(models.QuerySet["Handover"]):
    def open(self) -> Self:
        return self.filter(settled_at=None)


class Handover(models.Model):
    """One coordinator asks another member to take over. It is announced first and holds once accepted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    giver = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    taker = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    offered_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    is_accepted = models.BooleanField(default=False)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="handover_is_between_two"),
            models.UniqueConstraint(
                fields=("giver",), condition=Q(settled_at=None), name="handover_one_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class StandInQuerySet(models.QuerySet["StandIn"]):
    def standing(self) -> Self:
        """Named and not withdrawn."""
        return self.filter(ended_at=None)


class StandIn(models.Model):
    """Whom the patient named for when she cannot act: one asks, another confirms, then she has days to say no."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    days_to_object = models.PositiveSmallIntegerField()
    named_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    begins_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = StandInQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(person=F("second")), name="stand_in_takes_two"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(asked_at__isnull=False),
                name="stand_in_is_asked_for_first",
            ),
            models.UniqueConstraint(
                fields=("circle",), condition=Q(ended_at=None), name="stand_in_one_a_circle"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    def has_begun(self, now: datetime) -> bool:
        return self.begins_at is not None and self.begins_at <= now
