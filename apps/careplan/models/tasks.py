"""Tasks: what somebody could do for the patient, who took it on, and whether it is done."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.careplan.kinds import TaskHabits, TaskKind, TaskStatus
from apps.careplan.models.appointments import LONG_TEXT
from apps.careplan.models.series import TaskSeries
from apps.careplan.models.versioned import Versioned
from apps.careplan.rules import Hours, When, when_of
from apps.circles.kinds import Section
from apps.circles.models import CircleOwned, CircleOwnedQuerySet, Contact, Membership

MOST_PRESSING = ("over_at", "created_at", "pk")  # PostgreSQL puts what has no date last
NEWEST_DONE = ("-done_at", "-pk")


class TaskQuerySet(CircleOwnedQuerySet):
    def open(self) -> Self:
        """What is still to do, the most pressing first."""
        return self.filter(status=TaskStatus.OPEN).order_by(*MOST_PRESSING)

    def done(self) -> Self:
        return self.filter(status=TaskStatus.DONE).order_by(*NEWEST_DONE)

    def held_by(self, membership: Membership) -> Self:
        return self.filter(claimed_by=membership.pk)

    def free(self, today: date) -> Self:
        """What nobody has: or only someone whose place in the circle has ended since."""
        return self.filter(_is_free(today))

    def held_by_others(self, membership: Membership, today: date) -> Self:
        return self.filter(~Q(claimed_by=membership.pk) | Q(claimed_by=None)).exclude(
            _is_free(today)
        )


def _is_free(today: date) -> Q:
    return Q(claimed_by=None, claimed_contact=None) | _claimer_left(today)


def _claimer_left(today: date) -> Q:
    return Q(claimed_by__ended_at__isnull=False) | Q(claimed_by__ends_on__lt=today)


TaskManager = models.Manager.from_queryset(TaskQuerySet)


class Task(Versioned, CircleOwned):
    """Something to do. ``over_at`` is when it is late: the end of its hours or of its day, in ``zone``."""

    section: ClassVar[Section] = Section.TASKS

    kind = models.CharField(max_length=12, choices=TaskKind, default=TaskKind.OTHER)
    title = models.CharField(_("title"), max_length=160)
    notes = models.TextField(_("notes"), max_length=LONG_TEXT, blank=True)
    due_on = models.DateField(null=True, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=64)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    over_at = models.DateTimeField(null=True, editable=False)
    series = models.ForeignKey(
        TaskSeries, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    number = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    status = models.CharField(max_length=10, choices=TaskStatus, default=TaskStatus.OPEN)
    claimed_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    claimed_contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    takes_overlap = models.BooleanField(default=False)
    moves = models.PositiveIntegerField(default=0, editable=False)
    moved_at = models.DateTimeField(null=True, editable=False)  # by somebody else than who has it
    done_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar["TaskManager[Task]"] = TaskManager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="task_has_a_title"),
            models.CheckConstraint(
                condition=Q(claimed_by=None, claimed_contact=None) | Q(claimed_at__isnull=False),
                name="task_taken_on_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(claimed_by=None) | Q(claimed_contact=None), name="task_has_one_holder"
            ),
            models.CheckConstraint(
                condition=Q(status=TaskStatus.DONE, done_at__isnull=False)
                | (~Q(status=TaskStatus.DONE) & Q(done_at=None, done_by=None)),
                name="task_done_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None)
                | Q(due_on__isnull=False, starts_at__isnull=False, ends_at__gt=F("starts_at")),
                name="task_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(due_on=None, over_at=None)
                | Q(due_on__isnull=False, over_at__isnull=False),
                name="task_with_a_day_is_late_one_day",
            ),
            models.CheckConstraint(
                condition=Q(series=None, number=None)
                | Q(series__isnull=False, number__isnull=False),
                name="task_of_a_series_has_its_number",
            ),
            models.UniqueConstraint(fields=("series", "number"), name="task_once_a_number"),
            ExclusionConstraint(
                name="task_one_at_a_time",
                expressions=[
                    ("claimed_by", RangeOperators.EQUAL),
                    (
                        Func(
                            F("starts_at"),
                            F("ends_at"),
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                # Somebody may take two things for one hour, but never without knowing.
                condition=Q(
                    status=TaskStatus.OPEN,
                    claimed_by__isnull=False,
                    starts_at__isnull=False,
                    takes_overlap=False,
                ),
            ),
        )
        indexes = (
            models.Index(
                fields=("circle", "over_at", "created_at", "id"),
                condition=Q(status=TaskStatus.OPEN),
                name="task_pressing",
            ),
            models.Index(
                fields=("circle", "-done_at"),
                condition=Q(status=TaskStatus.DONE),
                name="task_done",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("task_detail", args=[self.circle_id, self.pk])

    @property
    def hours(self) -> Hours | None:
        if self.starts_at is None or self.ends_at is None:
            return None
        return Hours(self.starts_at, self.ends_at)

    @property
    def when(self) -> When | None:
        """When it is wanted, as the clock at the patient's shows it; None when there is no hurry."""
        return when_of(self.due_on, self.hours, self.zone)

    def set_when(self, due_on: date | None, hours: Hours | None, zone: str) -> None:
        self.due_on, self.zone = due_on, zone
        self.starts_at = hours.starts_at if hours else None
        self.ends_at = hours.ends_at if hours else None
        self.over_at = self.when.over_at if self.when else None

    @property
    def habits(self) -> TaskHabits:
        return TaskKind(self.kind).habits
