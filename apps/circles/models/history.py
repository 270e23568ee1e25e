"""What a membership allowed, from when on: rows that are added and never changed."""

from typing import Any

from django.db import models

from apps.circles.kinds import Level, Role, Section
from apps.circles.models.memberships import Membership


class AccessPeriod(models.Model):
    """A place as it stood from ``began_at`` until the next row of the same membership, or ``is_over``."""

    id = models.BigAutoField(primary_key=True)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="periods")
    began_at = models.DateTimeField()
    role = models.CharField(max_length=12, choices=Role)
    levels = models.JSONField()
    is_close = models.BooleanField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    is_over = models.BooleanField(default=False)
    changed_by = models.ForeignKey(
        Membership, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        indexes = (models.Index(fields=("membership", "-began_at"), name="period_newest"),)

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValueError for a row that is there already: history is not rewritten."""
        if self.pk is not None:
            raise ValueError("A period of access is never changed.")
        super().save(*args, **kwargs)

    @property
    def section_levels(self) -> dict[Section, Level]:
        return {Section(name): Level(value) for name, value in self.levels.items()}


class PlaceReview(models.Model):
    """Somebody looked over a member's place and said it is still right."""

    id = models.BigAutoField(primary_key=True)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="reviews")
    by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)
