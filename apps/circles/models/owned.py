"""The base of every row that belongs to a circle, and the only way such rows are read."""

import uuid
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from apps.circles.kinds import Audience, Level, Section
from apps.circles.models.circles import Circle
from apps.circles.models.memberships import Membership

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.circles.access import Access


class CircleOwnedQuerySet(models.QuerySet[Any]):
    def visible_to(self, access: "Access") -> Self:
        """The rows of this circle that this access may see: the only read path of circle rows."""
        return self.visible_to_any([access])

    def visible_to_any(self, accesses: "Iterable[Access]") -> Self:
        """The same over several circles at once."""
        seen = [a for a in accesses if a.can(self.model.section, Level.SEE)]
        if not seen:
            return self.none()
        own = [pk for access in seen for pk in access.own_rows]
        audience = Q(audience=Audience.EVERYONE) | Q(author_id__in=own)
        close = [access.circle.pk for access in seen if access.is_close]
        if close:
            audience |= Q(audience=Audience.CLOSE, circle_id__in=close)
        return self.filter(audience, circle_id__in=[access.circle.pk for access in seen])


class CircleOwned(models.Model):
    """The base of every row that belongs to one circle: its section, its audience, its author."""

    section: ClassVar[Section]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(
        Membership,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.EVERYONE)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CircleOwnedQuerySet.as_manager()

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not isinstance(getattr(cls, "section", None), Section):
            raise TypeError(f"{cls.__name__} must name its section.")
