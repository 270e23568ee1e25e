"""A person's place in a circle, from when and until when."""

import uuid
from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from apps.circles import rules
from apps.circles.kinds import Level, Role, Section
from apps.circles.models.circles import Circle
from apps.circles.rules import Place


class MembershipQuerySet(models.QuerySet["Membership"]):
    def not_taken_back(self) -> Self:
        """Rows that nobody ended; whether they hold today is a matter of dates: ``is_current``."""
        return self.filter(ended_at=None)


class Membership(models.Model):
    """A person's place in a circle. A row is never reused: who comes back gets a new one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=12, choices=Role)
    relationship = models.CharField(_("relationship"), max_length=60, blank=True)
    levels = models.JSONField()
    marked_close = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    stands_in_from = models.DateTimeField(null=True, editable=False)  # for the patient: StandIn
    may_close = models.BooleanField(default=False, editable=False)  # named by the patient

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=("circle",),
                condition=Q(role="patient", ended_at=None),
                name="membership_one_patient_a_circle",
            ),
            ExclusionConstraint(
                name="membership_one_at_a_time",
                expressions=[
                    ("circle", RangeOperators.EQUAL),
                    ("user", RangeOperators.EQUAL),
                    (
                        Func(
                            F("starts_on"),
                            F("ends_on"),
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(ended_at=None),
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"

    def holds_on(self, today: date) -> bool:
        """Whether the place is the person's on that day (the patient's), both dates included."""
        taken_back = self.ended_at is not None
        return rules.is_current(today, self.starts_on, self.ends_on, taken_back=taken_back)

    def is_over_on(self, today: date) -> bool:
        """Whether it was taken back, or its last day is past; one that has not begun is not over."""
        return self.ended_at is not None or (self.ends_on is not None and self.ends_on < today)

    @property
    def section_levels(self) -> dict[Section, Level]:
        """The stored levels as enums; a section added to the portal later starts closed."""
        return {Section(name): Level(value) for name, value in self.levels.items()}

    @property
    def place(self) -> Place:
        return Place(
            Role(self.role),
            self.relationship,
            self.section_levels,
            self.marked_close,
            self.starts_on,
            self.ends_on,
        )

    @place.setter
    def place(self, place: Place) -> None:
        self.role, self.relationship = place.role, place.relationship
        self.levels = {section.value: int(level) for section, level in place.levels.items()}
        self.marked_close = place.marked_close
        self.starts_on, self.ends_on = place.starts_on, place.ends_on

    def stands_in(self, now: datetime) -> bool:
        """Whether this member acts for the patient: two said so, and the time to say no is over."""
        return self.stands_in_from is not None and self.stands_in_from <= now

    @property
    def is_close(self) -> bool:
        return rules.in_close_circle(Role(self.role), marked_close=self.marked_close)

    @property
    def is_patient(self) -> bool:
        return self.role == Role.PATIENT

    @property
    def name(self) -> str:
        return self.user.display_name
