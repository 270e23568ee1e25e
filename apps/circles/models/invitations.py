"""Places offered to somebody who is not in the circle yet."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.circles.kinds import Role, Section
from apps.circles.models.memberships import Membership
from apps.circles.models.owned import CircleOwned

MAX_INVITATION_ATTEMPTS = 10


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
