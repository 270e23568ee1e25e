"""After a visit: what was said and decided, and the next steps that come of it."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.careplan.models.appointments import LONG_TEXT, Appointment
from apps.careplan.models.parts import PartManager
from apps.careplan.models.tasks import Task
from apps.careplan.models.versioned import Versioned
from apps.circles.kinds import Section
from apps.circles.models import CircleOwned


class Outcome(Versioned, CircleOwned):
    """The first version is the empty page that a form opens with; what is written down is the second."""

    section: ClassVar[Section] = Section.PLAN
    part_of: ClassVar[str] = "appointment"

    appointment = models.OneToOneField(Appointment, on_delete=models.CASCADE, related_name="+")
    said = models.TextField(_("what was said"), max_length=LONG_TEXT, blank=True)
    decisions = models.TextField(_("decisions"), max_length=LONG_TEXT, blank=True)

    objects: ClassVar["PartManager[Outcome]"] = PartManager()

    def __str__(self) -> str:
        return str(self.pk)

    def clean(self) -> None:
        if self.appointment.circle_id != self.circle_id:
            raise ValidationError(_("What was said belongs to the circle of its appointment."))


class NextStep(Versioned, CircleOwned):
    """One line of what comes next. It becomes a task or a date, and then leads there."""

    section: ClassVar[Section] = Section.PLAN
    part_of: ClassVar[str] = "appointment"

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(_("next step"), max_length=160)
    task = models.ForeignKey(
        Task, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    booked = models.ForeignKey(
        Appointment, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar["PartManager[NextStep]"] = PartManager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="next_step_says_something"),
            models.CheckConstraint(
                condition=Q(task=None) | Q(booked=None), name="next_step_became_one_thing"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    def clean(self) -> None:
        if self.appointment.circle_id != self.circle_id:
            raise ValidationError(_("A next step belongs to the circle of its appointment."))
