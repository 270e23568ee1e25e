"""Signs of life of the machinery."""

from django.db import models


class Heartbeat(models.Model):
    """When a part of the machinery last showed signs of life."""

    name = models.CharField(primary_key=True, max_length=20)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
