"""Tasks: what somebody could do for the patient, who took it on, and whether it is done."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.careplan.kinds import TaskStatus
from apps.careplan.models.appointments import LONG_TEXT
from apps.careplan.models.versioned import Versioned
from apps.circles.kinds import Section
from apps.circles.models import CircleOwned, CircleOwnedQuerySet, Membership

MOST_PRESSING = ("due_on", "created_at", "pk")  # PostgreSQL puts what has no date last


class TaskQuerySet(CircleOwnedQuerySet):
    def open(self) -> Self:
        """What is still to do, the most pressing first."""
        return self.filter(status=TaskStatus.OPEN).order_by(*MOST_PRESSING)

    def done(self) -> Self:
        return self.filter(status=TaskStatus.DONE).order_by("-done_at", "pk")

    def mine_or_nobodys(self, membership: Membership, today: date) -> Self:
        """What this member has taken on, and what nobody has: or only someone whose place in the circle has
        ended since."""
        gone = Q(claimed_by__ended_at__isnull=False) | Q(claimed_by__ends_on__lt=today)
        return self.filter(Q(claimed_by=membership.pk) | Q(claimed_by=None) | gone)


TaskManager = models.Manager.from_queryset(TaskQuerySet)


class Task(Versioned, CircleOwned):
    section: ClassVar[Section] = Section.TASKS

    title = models.CharField(_("title"), max_length=160)
    notes = models.TextField(_("notes"), max_length=LONG_TEXT, blank=True)
    due_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=TaskStatus, default=TaskStatus.OPEN)
    claimed_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar["TaskManager[Task]"] = TaskManager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="task_has_a_title"),
            models.CheckConstraint(
                condition=Q(claimed_by=None) | Q(claimed_at__isnull=False),
                name="task_taken_on_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(status=TaskStatus.DONE, done_at__isnull=False)
                | (~Q(status=TaskStatus.DONE) & Q(done_at=None, done_by=None)),
                name="task_done_at_a_time",
            ),
        )
        indexes = (
            models.Index(
                fields=("circle", "due_on"),
                condition=Q(status=TaskStatus.OPEN),
                name="task_open",
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
