"""What several people edit carries a version, so that nobody writes over what they have not seen."""

from datetime import datetime

from django.db import models

from apps.circles.models import Membership


class Versioned(models.Model):
    """Raised with each change of what the edit form shows; the form sends back the one it was opened with."""

    version = models.PositiveIntegerField(default=1, editable=False)
    changed_by = models.ForeignKey(
        Membership, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    changed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def raise_version(self, who: Membership, at: datetime) -> None:
        """Count one more version; the caller saves."""
        self.version += 1
        self.changed_by = who
        self.changed_at = at
