"""Signs of life of the machinery, what it did in numbers, and whether somebody was told that it stands still."""

from django.db import models
from django.db.models import F, Q

from apps.reminders.kinds import Channel


class Heartbeat(models.Model):
    """When a part of the machinery last showed signs of life."""

    name = models.CharField(primary_key=True, max_length=20)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Tally(models.Model):
    """How often something came of a reminder on one day. Numbers only: they lead to nobody."""

    day = models.DateField()
    outcome = models.CharField(max_length=12)
    reason = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=8, blank=True)
    count = models.PositiveBigIntegerField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("day", "outcome", "reason", "channel"), name="tally_one_row_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.outcome} {self.reason} {self.channel}"


class Pulse(models.Model):
    """How one channel does: when it last took a message, and since when it has taken none that it was handed.

    Of what was tried, not of what waits: each failed try moves its row ahead, so the queue looks young.
    """

    channel = models.CharField(primary_key=True, max_length=8, choices=Channel)
    taken_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(failing_since=None) | Q(failed_at__gte=F("failing_since")),
                name="pulse_fails_from_then_on",
            ),
        )

    def __str__(self) -> str:
        return self.channel


class Alarm(models.Model):
    """The machinery stands still, since when, and whether the operator has been written to about it."""

    name = models.CharField(primary_key=True, max_length=20)
    since = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(told_at=None) | Q(tried_at__isnull=False), name="alarm_tried_if_told"
            ),
        )

    def __str__(self) -> str:
        return self.name
