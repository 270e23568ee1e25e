"""Appointments: a visit, scan or call, with its time, its place and how it stands."""

from datetime import datetime
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.careplan.kinds import AppointmentKind, Status
from apps.careplan.models.appointment_series import AppointmentSeries
from apps.careplan.models.versioned import Versioned
from apps.careplan.rules import KIND_DEFAULTS, LONGEST_WAY, When, dial, leave_at, map_url
from apps.circles.kinds import Audience, Section
from apps.circles.models import CircleOwned, CircleOwnedQuerySet
from apps.core.zones import is_zone

LONG_TEXT = 12_000  # people are promised that 10,000 characters fit


class AppointmentQuerySet(CircleOwnedQuerySet):
    def upcoming(self, now: datetime) -> Self:
        """Planned and not over, the next first."""
        return self.filter(status=Status.PLANNED, over_at__gt=now).order_by("starts_at", "pk")

    def earlier(self, now: datetime) -> Self:
        """What is over, what was kept as a record, and what was cancelled; the latest first."""
        left = Q(over_at__lte=now) | ~Q(status=Status.PLANNED)
        return self.filter(left).order_by("-starts_at", "-pk")


AppointmentManager = models.Manager.from_queryset(AppointmentQuerySet)


class Appointment(Versioned, CircleOwned):
    """A visit, scan or call. ``moves`` counts how often it got another time: the reminders' occurrence."""

    section: ClassVar[Section] = Section.PLAN
    patient_sees_all: ClassVar[bool] = True

    kind = models.CharField(max_length=16, choices=AppointmentKind)
    title = models.CharField(_("title"), max_length=120, blank=True)
    starts_at = models.DateTimeField()
    time_known = models.BooleanField()
    ends_at = models.DateTimeField(null=True, blank=True)
    over_at = models.DateTimeField(editable=False)
    zone = models.CharField(max_length=64)
    place = models.CharField(_("place"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    map_link = models.CharField(max_length=500, blank=True)
    call_link = models.CharField(max_length=500, blank=True)
    travel_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    preparation = models.TextField(_("preparation"), max_length=LONG_TEXT, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    moves = models.PositiveIntegerField(default=0, editable=False)
    series = models.ForeignKey(
        AppointmentSeries,
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="+",
        editable=False,
    )
    series_number = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    goes_alone = models.BooleanField(default=False, editable=False)

    objects: ClassVar["AppointmentManager[Appointment]"] = AppointmentManager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="appointment_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(time_known=True),
                name="appointment_with_an_end_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(over_at__gt=F("starts_at")), name="appointment_is_over_later"
            ),
            models.CheckConstraint(
                condition=~Q(audience=Audience.ONLY_ME), name="appointment_is_never_hidden"
            ),
            models.CheckConstraint(
                condition=Q(travel_minutes=None) | Q(travel_minutes__lte=LONGEST_WAY),
                name="appointment_way_within_a_day",
            ),
            models.UniqueConstraint(
                fields=("series", "series_number"), name="appointment_once_a_series_and_number"
            ),
            models.CheckConstraint(
                condition=Q(series=None, series_number=None)
                | Q(series__isnull=False, series_number__gte=1),
                name="appointment_in_a_series_has_a_number",
            ),
        )
        indexes = (
            models.Index(fields=("circle", "status", "over_at"), name="appointment_agenda"),
            models.Index(fields=("circle", "-starts_at", "-id"), name="appointment_earlier"),
        )

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("appointment_detail", args=[self.circle_id, self.pk])

    def clean(self) -> None:
        if self.series is not None and self.series.circle_id != self.circle_id:
            raise ValidationError(_("A series belongs to one circle."))
        if not is_zone(self.zone):
            raise ValidationError({"zone": _("This is not a time zone.")})

    @property
    def name(self) -> str:
        return self.title or AppointmentKind(self.kind).default_title

    @property
    def when(self) -> When:
        usual = KIND_DEFAULTS[AppointmentKind(self.kind)].length
        return When(self.starts_at, self.time_known, self.zone, self.ends_at, usual)

    @when.setter
    def when(self, when: When) -> None:
        self.starts_at, self.time_known = when.starts_at, when.time_known
        self.zone, self.ends_at = when.zone, when.ends_at
        self.over_at = self.when.over_at  # as long as its own kind takes, whatever ``when`` was of

    @property
    def is_cancelled(self) -> bool:
        return self.status == Status.CANCELLED

    @property
    def is_missed(self) -> bool:
        return self.status == Status.MISSED

    @property
    def is_call(self) -> bool:
        return self.kind == AppointmentKind.CALL

    @property
    def leave_at(self) -> datetime | None:
        """When to set off, on the clock of the place."""
        return leave_at(self.when, self.travel_minutes)

    @property
    def number(self) -> str:
        """What a phone dials."""
        return dial(self.phone)

    @property
    def map_url(self) -> str:
        return map_url(self.address, self.map_link)

    def is_ahead(self, now: datetime) -> bool:
        """Whether people are still reminded of it."""
        return self.status == Status.PLANNED and now < self.when.begins_by
