"""A circle, the people in it, whom it invited, and the receipts of who looked and who changed what."""

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from apps.circles import rules
from apps.circles.kinds import Action, Audience, Level, Role, Section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.circles.access import Access

MAX_INVITATION_ATTEMPTS = 10


class Circle(models.Model):
    """One patient and the people who support them. ``time_zone`` is the patient's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient_name = models.CharField(_("patient’s name"), max_length=80)
    country = models.CharField(_("country"), max_length=2)
    time_zone = models.CharField(max_length=64)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    started_for_self = models.BooleanField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return str(_("%(name)s’s circle") % {"name": self.patient_name})


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

    @property
    def section_levels(self) -> dict[Section, Level]:
        """The stored levels as enums; a section added to the portal later starts closed."""
        return {Section(name): Level(value) for name, value in self.levels.items()}

    @property
    def is_close(self) -> bool:
        return rules.in_close_circle(Role(self.role), marked_close=self.marked_close)

    @property
    def name(self) -> str:
        return self.user.display_name


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


class Contact(CircleOwned):
    """Someone reachable without an account; belongs to one circle."""

    section = Section.PEOPLE

    name = models.CharField(_("name"), max_length=80)
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    language = models.CharField(max_length=12, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(email="") | ~Q(phone=""), name="contact_can_be_reached"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Invitation(CircleOwned):
    """A place offered by link. Only a hash of the link's secret is stored (services.invitations)."""

    section = Section.PEOPLE

    name = models.CharField(_("name"), max_length=80)
    email = models.EmailField(_("email"), blank=True)
    role = models.CharField(max_length=12, choices=Role)
    relationship = models.CharField(max_length=60, blank=True)
    nonce = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    secret_hash = models.CharField(max_length=64)
    attempts = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_blocked(self) -> bool:
        """Too many wrong secrets were tried on it."""
        return self.attempts >= MAX_INVITATION_ATTEMPTS


class Receipt(models.Model):
    """Who opened or changed what. Reads: one row a person, section and day; changes: one row each."""

    id = models.BigAutoField(primary_key=True)
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey(
        Membership, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    action = models.CharField(max_length=12, choices=Action)
    section = models.CharField(max_length=12, choices=Section)
    subject = models.CharField(max_length=40, blank=True)
    subject_id = models.UUIDField(null=True)
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("membership", "section", "day"),
                condition=Q(action="read"),
                name="receipt_one_read_a_day",
            ),
        )
        indexes = (models.Index(fields=("circle", "-at"), name="receipt_newest"),)

    def __str__(self) -> str:
        return f"{self.action} {self.section} {self.day}"
