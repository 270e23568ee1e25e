"""What is owed, to whom and when, and each attempt to deliver it."""

from datetime import datetime
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from apps.circles.models import Circle, Contact, Membership
from apps.core.compiled import Given
from apps.reminders.kinds import (
    NOT_FOR_WANT_OF_TRUTH,
    OPEN_STATES,
    Channel,
    DeliveryState,
    Kind,
    Reason,
    RecipientKind,
    State,
)
from apps.reminders.recipients import Recipient

IS_OPEN = Q(state__in=OPEN_STATES)


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def open(self) -> Self:
        """Still owed. The condition is that of the partial indexes, word for word."""
        return self.filter(IS_OPEN)

    def claimable(self, now: datetime) -> Self:
        """Due, and in no living worker's hands."""
        is_free = Q(state=State.PENDING) | Q(leased_until__lte=now)
        return self.open().filter(is_free, due_at__lte=now)

    def urgent(self) -> Self:
        """Somebody waits for these: a code to sign in, an invitation."""
        return self.filter(recipient_kind=RecipientKind.ADDRESS)

    def rung(self, now: datetime | Given) -> Self:
        """What a member finds under the bell: whatever came due to them, however sending it went.

        Also what was needed by now and only waits for the end of quiet hours.
        """
        is_late = Q(due_at__lte=now) | Q(needed_by__lte=now)
        has_come = Q(state__in=OPEN_STATES) & (is_late | Q(attempts__gt=0))
        unsent = Q(state=State.SKIPPED, reason__in=NOT_FOR_WANT_OF_TRUTH)
        ended = Q(state__in=(State.SENT, State.FAILED, State.EXPIRED))
        return self.filter(has_come | ended | unsent, membership__isnull=False)

    def held_by(self, token: UUID) -> Self:
        return self.filter(state=State.LEASED, lease_token=token)


class Reminder(models.Model):
    """One promise: one message owed to one recipient about one thing at one time."""

    id = models.BigAutoField(primary_key=True)
    circle = models.ForeignKey(Circle, null=True, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    occurrence = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=12, choices=Kind)
    # Minutes before the start, mostly. Of news it counts how often the same was owed before.
    offset = models.PositiveIntegerField(default=0)

    recipient_kind = models.CharField(max_length=8, choices=RecipientKind)
    membership = models.ForeignKey(
        Membership, null=True, on_delete=models.CASCADE, related_name="+"
    )
    contact = models.ForeignKey(Contact, null=True, on_delete=models.CASCADE, related_name="+")
    address = models.EmailField(blank=True)  # or a phone number in full: see Mail.channel
    recipient_key = models.CharField(max_length=48)

    starts_at = models.DateTimeField(null=True)  # of the thing, as this message tells it
    due_at = models.DateTimeField()
    # Manners yield to it: the next start that the reader goes by, which news may be about to correct.
    needed_by = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    reason = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    # One way has it while another, wanted at once, is still to get it. So it counts as told.
    told_at = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)

    read_at = models.DateTimeField(null=True)  # under the bell

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("subject_id", "subject", "occurrence", "recipient_key", "kind", "offset"),
                name="reminder_promised_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    recipient_kind=RecipientKind.MEMBER,
                    membership__isnull=False,
                    contact=None,
                    address="",
                )
                | Q(
                    recipient_kind=RecipientKind.CONTACT,
                    membership=None,
                    contact__isnull=False,
                    address="",
                )
                | (
                    Q(recipient_kind=RecipientKind.ADDRESS, membership=None, contact=None)
                    & (~Q(address="") | ~IS_OPEN)
                ),
                name="reminder_has_one_recipient",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.LEASED)
                | Q(lease_token__isnull=False, leased_until__isnull=False),
                name="reminder_leased_to_someone",
            ),
            models.CheckConstraint(
                condition=IS_OPEN | Q(ended_at__isnull=False), name="reminder_ended_at_some_time"
            ),
        )
        indexes = (
            models.Index(fields=("due_at",), condition=IS_OPEN, name="reminder_due"),
            models.Index(
                fields=("due_at",),
                condition=IS_OPEN & Q(recipient_kind=RecipientKind.ADDRESS),
                name="reminder_due_urgent",
            ),
            models.Index(
                fields=("membership", "due_at"),
                condition=Q(read_at=None, membership__isnull=False),
                name="reminder_unread",
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject} {self.kind} {self.pk}"

    @property
    def recipient(self) -> Recipient | None:
        """Nobody we know, when it is for a bare address."""
        if self.membership_id is not None:
            return Recipient.member(self.membership_id)
        return Recipient.contact(self.contact_id) if self.contact_id is not None else None

    @property
    def rang_at(self) -> datetime:
        """Since when it is under the bell: not later than when it was needed."""
        return min(self.due_at, self.needed_by or self.due_at)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def was_withdrawn(self) -> bool:
        """Given up when plans changed, so that it may be owed again; unlike one that a newer one replaced."""
        return self.state == State.SUPERSEDED and self.reason != Reason.NEWER

    @property
    def may_have_been_told(self) -> bool:
        """Sent, perhaps being sent this moment, or known to the recipient because they did it themselves."""
        by_themselves = self.state == State.SKIPPED and self.reason == Reason.ENTERED
        is_told = self.told_at is not None
        return self.state in {State.SENT, State.LEASED} or is_told or by_themselves


class Mail(models.Model):
    """The ready words of a mail or text to a bare address; deleted with the address once sent or given up."""

    reminder = models.OneToOneField(
        Reminder, primary_key=True, on_delete=models.CASCADE, related_name="mail"
    )
    subject = models.CharField(max_length=400)
    text = models.TextField()
    html = models.TextField(blank=True)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.EMAIL)
    # A text that goes out only if an account has proved the number by then: see core.texting.
    holder_only = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"mail of {self.pk}"


class Delivery(models.Model):
    """One attempt to keep a promise over one channel, noted before it is made and again after."""

    id = models.BigAutoField(primary_key=True)
    reminder = models.ForeignKey(Reminder, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=8, choices=Channel)
    attempt = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.STARTED)
    error = models.CharField(max_length=40, blank=True)
    message_id = models.CharField(max_length=200)
    # Codes of the answers as a text numbered them, from 1: what is written back means these, whatever changed.
    offered = models.CharField(max_length=200, blank=True, db_default="")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("reminder", "channel", "attempt"), name="delivery_noted_once"
            ),
        )
        indexes = (
            models.Index(
                fields=("started_at",),
                condition=Q(channel=Channel.SMS),
                name="delivery_text_started",  # the day's budget is counted here
            ),
        )

    def __str__(self) -> str:
        return f"{self.channel} {self.attempt} of {self.reminder_id}"
