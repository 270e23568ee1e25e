"""People: one kind of account for patients and everyone who helps. There is no password."""

from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from apps.core.site_guide import guide


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, **fields: Any) -> "User":
        """Save a person who signs in by code; the password is one nobody can ever type."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(_("email"), unique=True)
    # In full, like +447700900123, and only once a code sent there was typed.
    phone = models.CharField(_("phone"), max_length=16, unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    terms_version = models.CharField(max_length=40, blank=True)
    privacy_version = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    passkey_offer_ended_at = models.DateTimeField(null=True, blank=True)
    erase_at = models.DateTimeField(null=True, editable=False)  # until then it can be stopped

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="user_email_is_lower_case",
            ),
            models.CheckConstraint(
                condition=models.Q(phone__regex=r"^\+[1-9][0-9]{5,14}$"),
                name="user_phone_is_in_full",
            ),
        )

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """What others see; never the address, which is not theirs to know."""
        return self.name or str(_("Someone"))

    @property
    def zone(self) -> str:
        """The person's time zone, the site's until they have one."""
        return self.time_zone or guide().time_zone


class TermsAcceptance(models.Model):
    """One row each time a person accepted a version of the terms or the privacy notice."""

    class Document(models.TextChoices):
        TERMS = "terms", _("Terms")
        PRIVACY = "privacy", _("Privacy notice")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="acceptances")
    document = models.CharField(max_length=10, choices=Document)
    version = models.CharField(max_length=40)
    minimum_age_confirmed = models.PositiveSmallIntegerField(null=True)
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("user", "document", "version"),
                name="terms_accepted_once_a_version",
            ),
        )

    def __str__(self) -> str:
        return f"{self.document} {self.version}"


class EmailChange(models.Model):
    """Another address for an account, asked for, waiting, done, stopped or undone.

    At once for whoever reads the old mailbox, else after days in which it can be stopped. The row outlives the
    change, so that the old address can undo it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="email_changes")
    old_email = models.EmailField()
    new_email = models.EmailField()
    by_operator = models.BooleanField(default=False)
    drops_second_step = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    proved_at = models.DateTimeField(null=True)  # when the new mailbox was read
    done_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)  # before it was done, or after: then it was undone

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("user",),
                condition=models.Q(done_at=None, stopped_at=None),
                name="one_email_change_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(done_at=None) | models.Q(proved_at__isnull=False),
                name="email_changes_to_a_proved_address",
            ),
            models.CheckConstraint(
                condition=models.Q(new_email=Lower("new_email")),
                name="email_change_is_lower_case",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def keeps_address(self) -> bool:
        """Whether it is about the second step alone."""
        return self.new_email == self.old_email
