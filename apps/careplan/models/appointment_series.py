"""What holds appointments together that were planned at once, like six infusions."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from apps.careplan.kinds import Unit
from apps.careplan.models.parts import SeriesManager
from apps.careplan.rules import MOST_TIMES, Repeat
from apps.circles.kinds import Section
from apps.circles.models import CircleOwned


class AppointmentSeries(CircleOwned):
    """How its appointments were laid out. Each is a row of its own and may be moved or cancelled by itself."""

    section: ClassVar[Section] = Section.PLAN
    ties: ClassVar[str] = "Appointment"

    every = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=5, choices=Unit)
    times = models.PositiveSmallIntegerField()
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)

    objects: ClassVar["SeriesManager[AppointmentSeries]"] = SeriesManager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(every__gte=1), name="appointment_series_goes_on"),
            models.CheckConstraint(
                condition=Q(times__gte=2, times__lte=MOST_TIMES),
                name="appointment_series_has_an_end",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def repeat(self) -> Repeat:
        return Repeat(Unit(self.unit), self.every, self.times, frozenset(self.weekdays))
