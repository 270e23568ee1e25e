"""Medicines: what is taken, in which rhythm, and the pauses that the team ordered."""

from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import (
    ArrayField,
    DateRangeField,
    RangeBoundary,
    RangeOperators,
)
from django.db import models
from django.db.models import F, Func, OuterRef, Q
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.careplan.kinds import Food
from apps.careplan.models.appointments import LONG_TEXT
from apps.careplan.models.parts import PartManager
from apps.careplan.models.versioned import Versioned
from apps.careplan.rules import Pause
from apps.circles.kinds import Audience, Section
from apps.circles.models import CircleOwned, CircleOwnedQuerySet

RHYTHM = ("from_on", "counts_from", "times", "days_on", "days_off", "weekdays")
PAUSE = ("from_on", "until_on")


class MedicineQuerySet(CircleOwnedQuerySet):
    def listed(self) -> Self:
        """Not taken off the list; by name."""
        return self.filter(is_withdrawn=False).order_by("name", "pk")

    def with_course(self) -> Self:
        """Each with its rhythms and pauses, in the same query."""
        rhythms = MedicineRhythm.objects.filter(medicine=OuterRef("pk")).order_by("from_on")
        pauses = MedicinePause.objects.filter(medicine=OuterRef("pk")).order_by("from_on")
        return self.annotate(
            rhythm_rows=ArraySubquery(rhythms.values(row=JSONObject(**_same(RHYTHM)))),
            pause_rows=ArraySubquery(pauses.values(row=JSONObject(**_same(PAUSE)))),
        )


MedicineManager = models.Manager.from_queryset(MedicineQuerySet)


def _same(names: tuple[str, ...]) -> dict[str, F]:
    return {name: F(name) for name in names}


class Medicine(Versioned, CircleOwned):
    """A medicine in the family's own words. It is never hidden from the patient."""

    section: ClassVar[Section] = Section.MEDICINES
    patient_sees_all: ClassVar[bool] = True

    name = models.CharField(_("name"), max_length=120)
    dose = models.CharField(_("dose"), max_length=120, blank=True)
    purpose = models.CharField(_("what it is for"), max_length=200, blank=True)
    food = models.CharField(max_length=8, choices=Food, blank=True)
    limit = models.CharField(_("not more often than"), max_length=200, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    notes = models.TextField(_("notes"), max_length=LONG_TEXT, blank=True)
    is_withdrawn = models.BooleanField(default=False)
    told_after = models.PositiveSmallIntegerField(default=60)

    objects: ClassVar["MedicineManager[Medicine]"] = MedicineManager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="medicine_has_a_name"),
            models.CheckConstraint(
                condition=~Q(audience=Audience.ONLY_ME), name="medicine_is_never_hidden"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="medicine_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(told_after__gte=1), name="medicine_tells_after_a_while"
            ),
        )
        indexes = (
            models.Index(
                fields=("circle", "name"),
                condition=Q(is_withdrawn=False),
                name="medicine_listed",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("medicine_detail", args=[self.circle_id, self.pk])


class MedicineRhythm(CircleOwned):
    """When a medicine has doses, from a day on. Changing it adds a row: what was due before stays true."""

    section: ClassVar[Section] = Section.MEDICINES
    patient_sees_all: ClassVar[bool] = True
    part_of: ClassVar[str] = "medicine"

    medicine = models.ForeignKey(Medicine, on_delete=models.CASCADE, related_name="rhythms")
    from_on = models.DateField()
    counts_from = models.DateField()
    times = ArrayField(models.TimeField(), default=list, blank=True)
    days_on = models.PositiveSmallIntegerField(default=1)
    days_off = models.PositiveSmallIntegerField(default=0)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)

    objects: ClassVar["PartManager[MedicineRhythm]"] = PartManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("medicine", "from_on"), name="rhythm_once_from_a_day"),
            models.CheckConstraint(condition=Q(days_on__gte=1), name="rhythm_has_a_day_with_doses"),
        )

    def __str__(self) -> str:
        return f"{self.from_on} {self.pk}"


class MedicinePause(CircleOwned):
    """The team said to stop for a while. Its author is who noted it."""

    section: ClassVar[Section] = Section.MEDICINES
    patient_sees_all: ClassVar[bool] = True
    part_of: ClassVar[str] = "medicine"

    medicine = models.ForeignKey(Medicine, on_delete=models.CASCADE, related_name="pauses")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    objects: ClassVar["PartManager[MedicinePause]"] = PartManager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="pause_ends_after_it_starts",
            ),
            ExclusionConstraint(
                name="pause_one_at_a_time",
                expressions=[
                    ("medicine", RangeOperators.EQUAL),
                    (
                        Func(
                            F("from_on"),
                            F("until_on"),
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        )

    def __str__(self) -> str:
        return f"{self.from_on} {self.pk}"

    @property
    def as_rule(self) -> Pause:
        return Pause(self.from_on, self.until_on)
