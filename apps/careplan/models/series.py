"""A task that comes back, like a meal every Thursday for six weeks."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from apps.careplan.kinds import Unit
from apps.careplan.models.parts import SeriesManager
from apps.careplan.rules import MOST_TIMES, Repeat
from apps.circles.kinds import Section
from apps.circles.models import CircleOwned


class TaskSeries(CircleOwned):
    """How often it was put down to come back. Its tasks are rows like any other, changed alone or together."""

    section: ClassVar[Section] = Section.TASKS
    ties: ClassVar[str] = "Task"

    unit = models.CharField(max_length=5, choices=Unit)
    every = models.PositiveSmallIntegerField()
    times = models.PositiveSmallIntegerField()

    objects: ClassVar["SeriesManager[TaskSeries]"] = SeriesManager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(every__gte=1, times__gte=2, times__lte=MOST_TIMES),
                name="task_series_is_one",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def repeat(self) -> Repeat:
        return Repeat(Unit(self.unit), self.every, self.times)
