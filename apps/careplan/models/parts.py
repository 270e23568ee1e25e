"""What belongs to a thing is never seen by whom the thing itself is hidden from."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef

from apps.circles.models import CircleOwned, CircleOwnedQuerySet

if TYPE_CHECKING:
    from apps.circles.access import Access


class PartQuerySet(CircleOwnedQuerySet):
    """Rows of the thing that the model names as ``part_of``: their own audience holds, and the thing's as well."""

    def visible_to_any(self, accesses: "Iterable[Access]") -> Self:
        seen = list(accesses)
        return super().visible_to_any(seen).filter(self._of(self._shown(seen).values("pk")))

    def visible_to(self, access: "Access", among: Collection[CircleOwned] | None = None) -> Self:
        """``among``: of these, which were read through the same access, so that they are not asked for again."""
        if among is None:
            return super().visible_to(access)
        return self.of_visible(access).filter(self._of([row.pk for row in among]))

    def of_visible(self, access: "Access") -> Self:
        """Those whose own audience holds, for a query that joins them to things read through the same access."""
        return CircleOwnedQuerySet.visible_to_any(self, [access])

    def _shown(self, accesses: "list[Access]") -> models.QuerySet[Any]:
        thing: Any = self.model._meta.get_field(self.model.part_of).related_model  # noqa: SLF001
        shown: models.QuerySet[Any] = thing.objects.visible_to_any(accesses)
        return shown

    def _of(self, things: Any) -> models.Q:
        return models.Q((f"{self.model.part_of}__in", things))


class SeriesQuerySet(CircleOwnedQuerySet):
    """Rows that tie others of the kind that the model names as ``ties``: as visible as those are."""

    def visible_to_any(self, accesses: "Iterable[Access]") -> Self:
        seen = list(accesses)
        tied: Any = apps.get_model("careplan", self.model.ties)
        shown = tied.objects.visible_to_any(seen).filter(series=OuterRef("pk"))
        return super().visible_to_any(seen).filter(Exists(shown))


PartManager = models.Manager.from_queryset(PartQuerySet)
SeriesManager = models.Manager.from_queryset(SeriesQuerySet)
