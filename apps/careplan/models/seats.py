"""The seats of an appointment, and who said they will be there."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.careplan.kinds import Answer, SeatKind
from apps.careplan.models.appointments import Appointment
from apps.careplan.models.parts import PartManager
from apps.circles.kinds import Section
from apps.circles.models import CircleOwned, Contact, Membership


class Seat(CircleOwned):
    """Someone who should come along, and who that is once somebody has offered."""

    section = Section.PLAN
    part_of: ClassVar[str] = "appointment"

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="seats")
    kind = models.CharField(max_length=12, choices=SeatKind)
    holder = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    guest = models.CharField(max_length=80, blank=True)  # somebody known by name alone
    freed = models.PositiveSmallIntegerField(
        default=0, editable=False
    )  # how often it was given back
    freed_at = models.DateTimeField(null=True, editable=False)
    freed_by = models.ForeignKey(
        Membership, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    # That somebody "gave it back" means that they asked for a lift: see services/lifts.py.
    for_lift = models.BooleanField(default=False, editable=False)
    # The occurrence for which its contact said "I'll be there"; what members say is an ``Attendance``.
    coming_for = models.PositiveIntegerField(null=True, editable=False)

    objects: ClassVar["PartManager[Seat]"] = PartManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("appointment", "kind"), name="seat_once_an_appointment"
            ),
            models.CheckConstraint(
                condition=Q(holder=None, contact=None)
                | Q(holder=None, guest="")
                | Q(contact=None, guest=""),
                name="seat_is_for_one_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def other_name(self) -> str:
        """Who has it without being a member; empty when nobody does."""
        return self.contact.name if self.contact else self.guest

    @property
    def is_empty(self) -> bool:
        return not (self.holder_id or self.other_name)

    def clean(self) -> None:
        if [bool(self.holder_id), bool(self.contact_id), bool(self.guest)].count(True) > 1:
            raise ValidationError(_("A seat is for one person."))
        people = [person for person in (self.holder, self.contact) if person is not None]
        circles = {self.appointment.circle_id, *(person.circle_id for person in people)}
        if circles != {self.circle_id}:
            raise ValidationError(_("A seat belongs to the circle of its appointment."))


class Attendance(CircleOwned):
    """What a member answered. It holds for the time they were asked about: ``occurrence``."""

    section = Section.PLAN
    part_of: ClassVar[str] = "appointment"

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=4, choices=Answer)
    occurrence = models.PositiveIntegerField()
    answered_at = models.DateTimeField()

    objects: ClassVar["PartManager[Attendance]"] = PartManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("appointment", "membership"), name="attendance_once_a_member"
            ),
        )

    def __str__(self) -> str:
        return f"{self.answer} {self.pk}"
