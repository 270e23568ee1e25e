"""What passes between people about a task: asking somebody to take it, and thanking who did it."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.careplan.kinds import RequestStatus
from apps.careplan.models.parts import PartManager
from apps.careplan.models.tasks import Task
from apps.circles.kinds import Section
from apps.circles.models import CircleOwned, Membership


class TaskRequest(CircleOwned):
    """The author asks one member to take the task on: their own to hand over, or one that nobody has."""

    section: ClassVar[Section] = Section.TASKS
    part_of: ClassVar[str] = "task"

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="requests")
    asked = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    status = models.CharField(max_length=10, choices=RequestStatus, default=RequestStatus.PENDING)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar["PartManager[TaskRequest]"] = PartManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("task",),
                condition=Q(status=RequestStatus.PENDING),
                name="task_request_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(status=RequestStatus.PENDING, answered_at=None)
                | (~Q(status=RequestStatus.PENDING) & Q(answered_at__isnull=False)),
                name="task_request_ends_at_a_time",
            ),
        )
        indexes = (
            models.Index(
                fields=("asked",),
                condition=Q(status=RequestStatus.PENDING),
                name="task_request_waiting",
            ),
        )

    def __str__(self) -> str:
        return f"{self.status} {self.pk}"

    def clean(self) -> None:
        if {self.task.circle_id, self.asked.circle_id} != {self.circle_id}:
            raise ValidationError(_("Only somebody of the same circle can be asked."))


class TaskThanks(CircleOwned):
    """The author says thank you for a task that is done; once."""

    section: ClassVar[Section] = Section.TASKS
    part_of: ClassVar[str] = "task"

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="thanks")

    objects: ClassVar["PartManager[TaskThanks]"] = PartManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("task", "author"), name="task_thanks_once_a_person"),
        )

    def __str__(self) -> str:
        return str(self.pk)
