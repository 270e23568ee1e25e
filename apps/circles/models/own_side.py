"""A member's own side: notes nobody else reads, and limits that are theirs to show or not.

These rows are a person's and not the circle's: they have no section and no audience, no receipt tells of
them, and they go when the person leaves.
"""

import uuid
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.circles.kinds import Weekday
from apps.circles.models.circles import Circle
from apps.circles.models.memberships import Membership

if TYPE_CHECKING:
    from apps.circles.access import Access

MAX_HOURS_A_WEEK = 168
NOTES_LENGTH = 12_000


class OwnQuerySet(models.QuerySet[Any]):
    def of(self, access: "Access") -> Self:
        """The rows of the person whose access it is, and nobody else's: not even for a look."""
        if access.seen_by:
            return self.none()
        return self.filter(membership=access.membership.pk)


class OwnedByMember(models.Model):
    """The base of every row that belongs to one member alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    objects = OwnQuerySet.as_manager()

    membership: Membership  # each says how many such rows a member has

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def circle(self) -> Circle:
        return self.membership.circle


class OwnNotes(OwnedByMember):
    """What somebody writes for themselves. No selector gives it to anyone else, whatever their role."""

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(_("notes"), max_length=NOTES_LENGTH, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)


class Limits(OwnedByMember):
    """What somebody cannot do, or only so much of. Coordinators see what helps planning."""

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="+")
    cannot_drive = models.BooleanField(default=False)
    no_nights = models.BooleanField(default=False)
    hours_a_week = models.PositiveSmallIntegerField(null=True, blank=True)
    in_own_words = models.CharField(max_length=300, blank=True)
    is_shared = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(hours_a_week=None) | Q(hours_a_week__lte=MAX_HOURS_A_WEEK),
                name="limits_fit_into_a_week",
            ),
        )


class FreeTime(OwnedByMember):
    """A time of the week at which somebody can help, on their own clock."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    begins = models.TimeField()
    ends = models.TimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends__gt=F("begins")), name="free_time_has_a_length"
            ),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="free_time_is_on_a_weekday"),
            models.UniqueConstraint(
                fields=("membership", "weekday", "begins", "ends"), name="free_time_said_once"
            ),
        )
