"""Places offered to somebody who is not in the circle yet.

Neither the secret of the link nor the code is stored, only their hashes (services.tokens).
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.circles import rules
from apps.circles.kinds import Level, Role, Section
from apps.circles.models.memberships import Membership
from apps.circles.models.owned import CircleOwned

MAX_INVITATION_ATTEMPTS = 10


class Invitation(CircleOwned):
    """A place offered by link, by picture or by code. ``levels`` and ``ends_on`` become the place's."""

    section = Section.PEOPLE

    name = models.CharField(_("name"), max_length=80)
    email = models.EmailField(_("email"), blank=True)
    role = models.CharField(max_length=12, choices=Role)
    relationship = models.CharField(max_length=60, blank=True)
    levels = models.JSONField(default=dict)
    ends_on = models.DateField(null=True, blank=True)
    nonce = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    secret_hash = models.CharField(max_length=64)
    attempts = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()
    code_nonce = models.UUIDField(default=uuid.uuid4, editable=False)
    code_hash = models.CharField(max_length=64, blank=True, db_index=True)
    code_expires_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    is_unwanted = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("code_hash",),
                condition=Q(accepted_at=None, taken_back_at=None, declined_at=None)
                & ~Q(code_hash=""),
                name="invitation_code_once_while_open",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(taken_back_at=None, declined_at=None),
                name="invitation_ends_in_one_way",
            ),
            models.CheckConstraint(
                condition=Q(is_unwanted=False) | Q(declined_at__isnull=False),
                name="invitation_unwanted_is_declined",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def section_levels(self) -> dict[Section, Level]:
        """What the place will hold; for one from before levels were kept here, what the role starts with."""
        stored = {Section(name): Level(value) for name, value in self.levels.items()}
        return stored or rules.default_levels(Role(self.role))

    @property
    def is_from_the_site(self) -> bool:
        """Asks the patient of a circle kept for her, at the address given for that, where nobody there did."""
        asked = self.circle.patient_email
        return self.author_id is None and self.role == Role.PATIENT and self.email == asked != ""

    @property
    def is_blocked(self) -> bool:
        """Too many wrong secrets were tried on it."""
        return self.attempts >= MAX_INVITATION_ATTEMPTS
