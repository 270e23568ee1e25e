"""What became of doses, what is left of a medicine, and who hears of it."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.careplan.kinds import DoseState, WatchKind
from apps.careplan.models.medicines import Medicine
from apps.careplan.models.parts import PartManager
from apps.careplan.models.versioned import Versioned
from apps.circles.kinds import Section
from apps.circles.models import CircleOwned, Membership


class Dose(CircleOwned):
    """A dose that was ticked; those to come are computed. Its author ticked it. Without a ``slot`` it was taken
    as needed; else ``slot`` is the time it was due, as the rhythm writes it."""

    section: ClassVar[Section] = Section.MEDICINES
    patient_sees_all: ClassVar[bool] = True
    part_of: ClassVar[str] = "medicine"

    medicine = models.ForeignKey(Medicine, on_delete=models.CASCADE, related_name="doses")
    day = models.DateField()
    slot = models.TimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=DoseState)
    ticked_at = models.DateTimeField()

    objects: ClassVar["PartManager[Dose]"] = PartManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("medicine", "day", "slot"), name="dose_is_ticked_once"),
            models.CheckConstraint(
                condition=Q(slot__isnull=False) | Q(state=DoseState.TAKEN),
                name="dose_as_needed_was_taken",
            ),
        )
        indexes = (models.Index(fields=("medicine", "-ticked_at", "-id"), name="dose_history"),)

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"


class Supply(Versioned, CircleOwned):
    """What was in the house when somebody counted, in units of the family's own."""

    section: ClassVar[Section] = Section.MEDICINES
    patient_sees_all: ClassVar[bool] = True
    part_of: ClassVar[str] = "medicine"

    medicine = models.OneToOneField(Medicine, on_delete=models.CASCADE, related_name="supply")
    counted = models.DecimalField(max_digits=7, decimal_places=2)
    counted_at = models.DateTimeField()
    unit = models.CharField(_("unit"), max_length=40)
    per_dose = models.DecimalField(max_digits=6, decimal_places=2, default=Decimal(1))
    margin_days = models.PositiveSmallIntegerField(default=7)

    objects: ClassVar["PartManager[Supply]"] = PartManager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(counted__gte=0), name="supply_is_not_below_zero"),
            models.CheckConstraint(condition=Q(per_dose__gt=0), name="supply_is_used_by_a_dose"),
        )

    def __str__(self) -> str:
        return str(self.pk)


class MedicineWatch(CircleOwned):
    """A member who is reminded when a dose is due, or who hears when it is not ticked."""

    section: ClassVar[Section] = Section.MEDICINES
    patient_sees_all: ClassVar[bool] = True
    part_of: ClassVar[str] = "medicine"

    medicine = models.ForeignKey(Medicine, on_delete=models.CASCADE, related_name="watches")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=WatchKind)

    objects: ClassVar["PartManager[MedicineWatch]"] = PartManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("medicine", "member", "kind"), name="watch_once_a_member"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class DoseDay(CircleOwned):
    """One day of one medicine whose reminders were planned: what the outbox's rows are about."""

    section: ClassVar[Section] = Section.MEDICINES
    patient_sees_all: ClassVar[bool] = True
    part_of: ClassVar[str] = "medicine"

    medicine = models.ForeignKey(Medicine, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()

    objects: ClassVar["PartManager[DoseDay]"] = PartManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("medicine", "day"), name="dose_day_once_a_medicine"),
        )
        indexes = (models.Index(fields=("day",), name="dose_day_by_day"),)

    def __str__(self) -> str:
        return f"{self.day} {self.pk}"
