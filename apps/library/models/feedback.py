"""Was this clear? Answers of readers, without identity: no person, no address, the day but not the hour."""

from django.db import models

from apps.library.kinds import Clear


class Feedback(models.Model):
    slug = models.SlugField(max_length=255)
    answer = models.CharField(max_length=8, choices=Clear)
    given_on = models.DateField()

    class Meta:
        indexes = (models.Index(fields=("slug", "given_on"), name="library_feedback_by_slug"),)

    def __str__(self) -> str:
        return f"{self.slug}: {self.answer}"
