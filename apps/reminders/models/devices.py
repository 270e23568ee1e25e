"""Devices that show notifications."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import models


class PushDevice(models.Model):
    """A browser that somebody asked to notify them. It hears nothing more once it is signed out."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="push_devices"
    )
    session = models.ForeignKey(UserSession, on_delete=models.CASCADE, related_name="+")
    endpoint = models.CharField(max_length=600, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    # Its push service knows it no more. Kept to tell them.
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"device {self.pk}"
