"""What people asked to take with them. Archives lie in the database until they expire, and are gone then."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from apps.circles.models import Circle
from apps.interop.kinds import ArchiveState


class ArchiveQuerySet(models.QuerySet["Archive"]):
    def waiting(self, now: datetime) -> Self:
        """Asked for and not made yet; what failed before waits its turn."""
        return self.filter(state=ArchiveState.WAITING, next_try_at__lte=now)

    def kept(self, now: datetime) -> Self:
        """What its owner still has a page for, the newest first."""
        kept = Q(expires_at__gt=now) | Q(state=ArchiveState.WAITING)
        return self.filter(kept).order_by("-asked_at", "-pk")


class Archive(models.Model):
    """One archive for one person: of what is theirs, or of a circle as far as they may see it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    circle = models.ForeignKey(Circle, null=True, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=ArchiveState, default=ArchiveState.WAITING)
    asked_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    content = models.BinaryField(null=True)
    size = models.PositiveIntegerField(default=0)

    objects = ArchiveQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state=ArchiveState.READY)
                | Q(content__isnull=False, made_at__isnull=False),
                name="archive_ready_has_content",
            ),
        )
        indexes = (
            models.Index(
                fields=("next_try_at",),
                condition=Q(state=ArchiveState.WAITING),
                name="archive_waiting",
            ),
            models.Index(fields=("expires_at",), name="archive_expiring"),
        )

    def __str__(self) -> str:
        return str(self.pk)
