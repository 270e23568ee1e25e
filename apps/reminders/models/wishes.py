"""How people want to be told: hours, channels, what is not to be heard of, and who hears beside them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from apps.circles.kinds import Section
from apps.circles.models import Circle, Contact, Membership
from apps.reminders.kinds import Channel, Listening


class Preference(models.Model):
    """How one person wants to be told. Without a row the defaults hold; without times nothing is quiet."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="reminder_preference",
    )
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_to = models.TimeField(null=True, blank=True)
    # The first ``at_once`` are used together, the next take over where these fail; empty: as the site orders them.
    channels = ArrayField(models.CharField(max_length=8, choices=Channel), default=list, blank=True)
    at_once = models.PositiveSmallIntegerField(default=1)
    says_more = models.BooleanField(default=False)
    # What the family has set an hour for, like a dose that is not ticked, comes in quiet hours too.
    alerts_in_quiet = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_to=None)
                | Q(quiet_from__isnull=False, quiet_to__isnull=False),
                name="preference_quiet_from_and_to",
            ),
            models.CheckConstraint(
                condition=~Q(quiet_from=F("quiet_to")), name="preference_quiet_not_all_day"
            ),
            models.CheckConstraint(
                condition=Q(at_once__gte=1), name="preference_by_one_way_at_least"
            ),
        )

    def __str__(self) -> str:
        return f"preference of {self.pk}"


class HourWish(models.Model):
    """Whether to be reminded at one of a subject's hours, where it is not as the site does by itself.

    Of a person, everywhere; or of a circle, for whoever in it has none of their own.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    circle = models.ForeignKey(Circle, null=True, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=40)
    offset = models.PositiveIntegerField()
    wanted = models.BooleanField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(user=None, circle__isnull=False) | Q(user__isnull=False, circle=None),
                name="hour_wish_is_a_persons_or_a_circles",
            ),
            models.UniqueConstraint(
                fields=("user", "circle", "subject", "offset"),
                nulls_distinct=False,
                name="hour_wish_said_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject} {self.offset} {self.wanted}"


class Mute(models.Model):
    """What somebody does not want to be written to about: a circle, a list in it, or one person's entries.

    The portal's own bell still has it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    section = models.CharField(max_length=12, choices=Section, blank=True)
    person = models.ForeignKey(Membership, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(section="") | Q(person=None), name="mute_is_of_one_thing"
            ),
            models.UniqueConstraint(
                fields=("user", "circle", "section", "person"),
                nulls_distinct=False,
                name="mute_said_once",
            ),
        )

    def __str__(self) -> str:
        return f"mute {self.pk}"


class Listener(models.Model):
    """A member who is reminded of what they may see though they have no part in it, and why."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=12, choices=Listening)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("membership", "why"), name="listener_once_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.why} {self.membership_id}"


class ContactMute(models.Model):
    """Somebody without an account who does not want to be written to about their circle any more.

    Of them alone: a member may have the same address, and an account.
    """

    contact = models.OneToOneField(
        Contact, primary_key=True, on_delete=models.CASCADE, related_name="reminder_mute"
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"mute of contact {self.pk}"
