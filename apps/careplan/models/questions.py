"""Questions for a visit: proposed, put in order, carried along, answered."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.careplan.kinds import AppointmentKind, QuestionStatus
from apps.careplan.models.appointments import LONG_TEXT, Appointment
from apps.careplan.models.parts import PartQuerySet
from apps.careplan.models.tasks import Task
from apps.careplan.models.versioned import Versioned
from apps.circles.kinds import Audience, Section
from apps.circles.models import CircleOwned, CircleOwnedQuerySet, Membership

if TYPE_CHECKING:
    from apps.circles.access import Access


class QuestionQuerySet(PartQuerySet):
    def visible_to_any(self, accesses: "Iterable[Access]") -> Self:
        """A question shows itself to nobody from whom its appointment is hidden."""
        seen = list(accesses)
        reachable = Q(appointment=None) | self._of(self._shown(seen).values("pk"))
        return CircleOwnedQuerySet.visible_to_any(self, seen).filter(reachable)

    def open(self) -> Self:
        """Neither answered nor taken off, in the order to ask them."""
        return self.exclude(status=QuestionStatus.DROPPED).filter(answered_at=None).in_order()

    def in_order(self) -> Self:
        return self.order_by("position", "created_at", "pk")


QuestionManager = models.Manager.from_queryset(QuestionQuerySet)


class Question(Versioned, CircleOwned):
    """For one appointment, or, while that is not booked, for the next of a kind."""

    section: ClassVar[Section] = Section.PLAN
    patient_sees_all: ClassVar[bool] = True
    part_of: ClassVar[str] = "appointment"

    text = models.CharField(_("question"), max_length=500)
    appointment = models.ForeignKey(
        Appointment, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=16, choices=AppointmentKind, blank=True)
    status = models.CharField(
        max_length=10, choices=QuestionStatus, default=QuestionStatus.PROPOSED
    )
    position = models.PositiveIntegerField(default=0, editable=False)
    suggestion = models.CharField(max_length=20, blank=True, editable=False)
    answer = models.TextField(_("answer"), max_length=LONG_TEXT, blank=True)
    answered_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    task = models.ForeignKey(
        Task, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    objects: ClassVar["QuestionManager[Question]"] = QuestionManager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="question_asks_something"),
            models.CheckConstraint(
                condition=~Q(audience=Audience.ONLY_ME), name="question_is_never_hidden"
            ),
            models.CheckConstraint(
                condition=Q(appointment=None) & ~Q(kind="") | Q(appointment__isnull=False, kind=""),
                name="question_is_for_a_visit_or_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | Q(answered_at__isnull=False),
                name="question_answered_at_a_time",
            ),
        )
        indexes = (models.Index(fields=("appointment", "position"), name="question_of_a_visit"),)

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("question_detail", args=[self.circle_id, self.pk])

    def clean(self) -> None:
        if self.appointment is not None and self.appointment.circle_id != self.circle_id:
            raise ValidationError(_("A question belongs to the circle of its appointment."))

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None

    @property
    def is_dropped(self) -> bool:
        return self.status == QuestionStatus.DROPPED
