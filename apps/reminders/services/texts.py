"""Texts to bare numbers, like codes to sign in: owed at once."""

from django.db import transaction

from apps.core.texting import Text
from apps.reminders.kinds import Channel
from apps.reminders.models import Mail
from apps.reminders.services.mail import promise_to
from apps.reminders.services.nudging import nudge_after_commit


@transaction.atomic
def queue_text(text: Text) -> None:
    """Owe it now and whatever the hour, in the caller's transaction; for a number nobody has as well.

    Whether it may go out is decided when it is sent, so that asking takes as long for every number.
    """
    promise = promise_to(text.to, text.expires_at)
    promise.save()
    Mail.objects.create(
        reminder=promise, text=text.body, channel=Channel.SMS, holder_only=text.holder_only
    )
    nudge_after_commit([promise.pk])
