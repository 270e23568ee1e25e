"""Who opened or changed what."""

from django.db import models
from django.db.models import Q

from apps.circles.kinds import Action, Section
from apps.circles.models.circles import Circle
from apps.circles.models.memberships import Membership


class Receipt(models.Model):
    """Who opened or changed what. Reads: one row a person, section and day; changes: one row each."""

    id = models.BigAutoField(primary_key=True)
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey(
        Membership, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    action = models.CharField(max_length=12, choices=Action)
    section = models.CharField(max_length=12, choices=Section)
    subject = models.CharField(max_length=40, blank=True)
    subject_id = models.UUIDField(null=True)
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("membership", "section", "day"),
                condition=Q(action="read"),
                name="receipt_one_read_a_day",
            ),
        )
        indexes = (
            models.Index(fields=("circle", "-at", "-id"), name="receipt_newest_first"),
            models.Index(fields=("membership", "-at", "-id"), name="receipt_of_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.action} {self.section} {self.day}"
