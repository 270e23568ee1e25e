"""What hangs on an appointment is never seen by whom the appointment itself is hidden from."""

from typing import TYPE_CHECKING, Self

from django.db import models

from apps.careplan.models.appointments import Appointment
from apps.circles.models import CircleOwnedQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.circles.access import Access


class PartQuerySet(CircleOwnedQuerySet):
    """Rows with an ``appointment``: their own audience holds, and the appointment's as well."""

    def visible_to_any(self, accesses: "Iterable[Access]") -> Self:
        seen = list(accesses)
        shown = Appointment.objects.visible_to_any(seen)
        return super().visible_to_any(seen).filter(appointment__in=shown.values("pk"))


PartManager = models.Manager.from_queryset(PartQuerySet)
