"""The base of every row that belongs to a circle, and the only way such rows are read."""

import uuid
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from apps.circles.kinds import Audience, Level, Section
from apps.circles.models.circles import Circle
from apps.circles.models.memberships import Membership
from apps.circles.rules import Sharing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.circles.access import Access


class CircleOwnedQuerySet(models.QuerySet[Any]):
    def visible_to(self, access: "Access") -> Self:
        """The rows of this circle that this access may see: the only read path of circle rows."""
        return self.visible_to_any([access])

    def visible_to_any(self, accesses: "Iterable[Access]") -> Self:
        """The same over several circles at once. What is so in all of them is asked without naming them."""
        seen = [a for a in accesses if a.can(self.model.section, Level.SEE)]
        if not seen:
            return self.none()
        rows = self.filter(circle_id__in=_circles(seen))
        unlimited = [a for a in seen if a.is_patient and self.model.patient_sees_all]
        if len(unlimited) < len(seen):
            own = Q(author_id__in=[pk for access in seen for pk in access.own_rows])
            if unlimited:
                own |= Q(circle_id__in=_circles(unlimited))
            rows = rows.filter(own | _in_audience(seen) & _not_held(seen))
        for access in seen:
            if (
                access.seen_by
            ):  # looked at by somebody else: nothing that they may not see themselves
                rows = rows.visible_to(access.seen_by)
        return rows


def _circles(accesses: "list[Access]") -> list[uuid.UUID]:
    return [access.circle.pk for access in accesses]


def _in_audience(accesses: "list[Access]") -> Q:
    close = [access for access in accesses if access.is_close]
    if len(close) == len(accesses):
        return Q(audience__in=(Audience.EVERYONE, Audience.CLOSE))
    everyone = Q(audience=Audience.EVERYONE)
    return (
        everyone | Q(audience=Audience.CLOSE, circle_id__in=_circles(close)) if close else everyone
    )


def _not_held(accesses: "list[Access]") -> Q:
    """Each circle has its own today: the patient's."""
    days = {access.today for access in accesses}
    if len(days) == 1:
        return Q(held_until=None) | Q(held_until__lte=days.pop())
    free = Q(held_until=None)
    for today in days:
        there = [access for access in accesses if access.today == today]
        free |= Q(held_until__lte=today, circle_id__in=_circles(there))
    return free


class CircleOwned(models.Model):
    """The base of every row that belongs to one circle: its section, its author, and who may see it.

    A kind of row that is never hidden from the patient says ``patient_sees_all``, and forbids itself
    the audience "only me" by a constraint.
    """

    section: ClassVar[Section]
    patient_sees_all: ClassVar[bool] = False

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
    held_until = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CircleOwnedQuerySet.as_manager()

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not isinstance(getattr(cls, "section", None), Section):
            raise TypeError(f"{cls.__name__} must name its section.")

    @property
    def sharing(self) -> Sharing:
        return Sharing(Audience(self.audience), self.held_until)

    @sharing.setter
    def sharing(self, sharing: Sharing) -> None:
        self.audience, self.held_until = sharing.audience, sharing.held_until
