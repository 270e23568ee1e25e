"""People who are reachable without an account."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.circles.kinds import Section
from apps.circles.models.owned import CircleOwned


class Contact(CircleOwned):
    """Someone reachable without an account; belongs to one circle."""

    section = Section.PEOPLE

    name = models.CharField(_("name"), max_length=80)
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    language = models.CharField(max_length=12, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    would_help = models.BooleanField(default=False)  # offered it, when there was nothing to do

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(email="") | ~Q(phone=""), name="contact_can_be_reached"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)
