"""One task offered by link to somebody without an account, who sees nothing else."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q

from apps.careplan.models.parts import PartManager
from apps.careplan.models.tasks import Task
from apps.careplan.rules import Shows
from apps.circles.kinds import Section
from apps.circles.models import CircleOwned

WITHOUT_A_DAY = timedelta(days=30)  # how long a link to a task without a day works


class TaskLink(CircleOwned):
    """What whoever opens the link may read, as its author ticked. The link's secret is derived, not stored."""

    section: ClassVar[Section] = Section.TASKS
    part_of: ClassVar[str] = "task"

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="links")
    nonce = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    shows_title = models.BooleanField()
    shows_when = models.BooleanField()
    shows_notes = models.BooleanField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar["PartManager[TaskLink]"] = PartManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("task",), condition=Q(taken_back_at=None), name="task_link_one_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def shows(self) -> Shows:
        return Shows(self.shows_title, self.shows_when, self.shows_notes)

    def works_until(self, task: Task) -> datetime:
        """It ends with the task."""
        return task.over_at or self.created_at + WITHOUT_A_DAY
