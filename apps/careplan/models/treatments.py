"""Lines of treatment, one after the other, in the family's own words."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.careplan.kinds import TreatmentKind
from apps.careplan.models.appointments import LONG_TEXT
from apps.careplan.models.medicines import Medicine
from apps.careplan.models.versioned import Versioned
from apps.circles.kinds import Audience, Section
from apps.circles.models import CircleOwned, CircleOwnedQuerySet


class TreatmentQuerySet(CircleOwnedQuerySet):
    def listed(self) -> Self:
        """Not taken off the list, the newest first."""
        return self.filter(is_withdrawn=False).order_by("-starts_on", "-pk")


TreatmentManager = models.Manager.from_queryset(TreatmentQuerySet)


class Treatment(Versioned, CircleOwned):
    """One line of treatment. Which cycle it is in comes from its medicine, or is noted by hand."""

    section: ClassVar[Section] = Section.PLAN
    patient_sees_all: ClassVar[bool] = True

    kind = models.CharField(max_length=14, choices=TreatmentKind)
    name = models.CharField(_("name"), max_length=160)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    cycles = models.PositiveSmallIntegerField(null=True, blank=True)
    cycle_now = models.PositiveSmallIntegerField(null=True, blank=True)
    medicine = models.ForeignKey(
        Medicine, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    end_reason = models.CharField(_("why it ended"), max_length=300, blank=True)
    notes = models.TextField(_("notes"), max_length=LONG_TEXT, blank=True)
    is_withdrawn = models.BooleanField(default=False)

    objects: ClassVar["TreatmentManager[Treatment]"] = TreatmentManager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="treatment_has_a_name"),
            models.CheckConstraint(
                condition=~Q(audience=Audience.ONLY_ME), name="treatment_is_never_hidden"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="treatment_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(cycles=None) | Q(cycles__gte=1), name="treatment_has_a_cycle"
            ),
        )
        indexes = (models.Index(fields=("circle", "-starts_on", "-id"), name="treatment_newest"),)

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("treatment_detail", args=[self.circle_id, self.pk])
