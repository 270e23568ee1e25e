"""What hangs on an appointment is never seen by whom the appointment itself is hidden from."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Self

from django.db import models

from apps.careplan.models.appointments import Appointment
from apps.circles.models import CircleOwnedQuerySet

if TYPE_CHECKING:
    from apps.circles.access import Access


class PartQuerySet(CircleOwnedQuerySet):
    """Rows with an ``appointment``: their own audience holds, and the appointment's as well."""

    def visible_to_any(self, accesses: "Iterable[Access]") -> Self:
        seen = list(accesses)
        shown = Appointment.objects.visible_to_any(seen)
        return super().visible_to_any(seen).filter(appointment__in=shown.values("pk"))

    def visible_to(self, access: "Access", among: Collection[Appointment] | None = None) -> Self:
        """``among``: of these, which were read through the same access, so that they are not asked for again."""
        if among is None:
            return super().visible_to(access)
        return self.of_visible(access).filter(appointment__in=[row.pk for row in among])

    def of_visible(self, access: "Access") -> Self:
        """Those whose own audience holds, for a query that joins them to appointments read through the same access."""
        return CircleOwnedQuerySet.visible_to_any(self, [access])


PartManager = models.Manager.from_queryset(PartQuerySet)
