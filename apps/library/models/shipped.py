"""What was loaded from the files of this version, so that an operator's own edits are never overwritten."""

from django.db import models


class Shipped(models.Model):
    """One file or entry as it was last loaded. A row whose page is gone says: the operator removed it."""

    class Kind(models.TextChoices):
        TOPIC = "topic"
        ARTICLE = "article"
        TERM = "term"
        SOURCE = "source"

    kind = models.CharField(max_length=8, choices=Kind)
    key = models.CharField(max_length=255)
    file_hash = models.CharField(max_length=64)  # of the text in the file
    row_hash = models.CharField(
        max_length=64
    )  # of the row right after loading: untouched while equal

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kind", "key"), name="library_shipped_once"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
