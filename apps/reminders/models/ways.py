"""Addresses that messages do not reach, and texts that were heard already."""

from django.db import models

from apps.reminders.kinds import Channel, Parking


class Parked(models.Model):
    """Nothing more is sent to this address over this channel. The address itself is not kept: a mark is.

    A changed address has another mark, so changing it is all it takes.
    """

    channel = models.CharField(max_length=8, choices=Channel)
    mark = models.CharField(max_length=64)
    reason = models.CharField(max_length=12, choices=Parking)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("channel", "mark"), name="parked_once_a_channel"),
        )

    def __str__(self) -> str:
        return f"{self.channel} {self.reason}"


class Heard(models.Model):
    """One message from outside that was acted on, by the sender's own id: a second time nothing happens."""

    sid = models.CharField(max_length=64, primary_key=True)
    sender = models.CharField(max_length=64)  # a mark, not the number
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("sender", "at"), name="heard_from_lately"),)

    def __str__(self) -> str:
        return self.sid
