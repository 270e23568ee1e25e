"""The care team: whom to call, on which number, when and with which worry."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.careplan.kinds import Worry
from apps.careplan.models.versioned import Versioned
from apps.careplan.rules import dial
from apps.circles.kinds import Section
from apps.circles.models import CircleOwned, CircleOwnedQuerySet


class TeamQuerySet(CircleOwnedQuerySet):
    def listed(self) -> Self:
        """Not taken off the list; the line that is open day and night first."""
        return self.filter(is_withdrawn=False).order_by("-day_and_night", "name", "pk")


TeamManager = models.Manager.from_queryset(TeamQuerySet)


class TeamMember(Versioned, CircleOwned):
    """Someone, or a desk, of those who treat the patient."""

    section: ClassVar[Section] = Section.PLAN
    patient_sees_all: ClassVar[bool] = True

    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=24, blank=True)
    extension = models.CharField(_("extension"), max_length=60, blank=True)
    hours = models.CharField(_("hours"), max_length=160, blank=True)
    day_and_night = models.BooleanField(default=False)
    worries = ArrayField(models.CharField(max_length=12, choices=Worry), default=list, blank=True)
    own_worry = models.CharField(_("another worry"), max_length=160, blank=True)
    is_withdrawn = models.BooleanField(default=False)

    objects: ClassVar["TeamManager[TeamMember]"] = TeamManager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="team_member_has_a_name"),
            models.CheckConstraint(
                condition=Q(day_and_night=False) | ~Q(phone=""),
                name="team_line_has_a_number",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def number(self) -> str:
        """What a phone dials."""
        return dial(self.phone)
