"""Telling the operator that reminders stand still: one mail each time it begins, however often it is noticed.

Whoever asks whether the site is ready makes this look, for when the beat is silent nothing else would. The mail
goes straight to the server: what stands still is the very outbox it would otherwise wait in.
"""

from datetime import timedelta
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.db.models import Q

from apps.core import clock
from apps.core.site_guide import guide
from apps.reminders import selectors
from apps.reminders.models import Alarm

log = structlog.get_logger(__name__)

NAME = "reminders"
AGAIN = timedelta(minutes=5)  # a mail that the server did not take
WAIT_SECONDS = 5

WORDS = {
    "beat_silent": "No tick has come for more than five minutes: beat, the broker or all workers are away.",
    "nothing_sent": "Something has been due for more than ten minutes, and nothing was sent.",
}


def is_moving() -> bool:
    """Whether reminders go out, or none are due; where they do not, the operator is told."""
    trouble = selectors.figures().trouble
    if not trouble:
        if Alarm.objects.filter(pk=NAME).delete()[0]:
            log.info("alarm.over")
        return True
    _raise_alarm(trouble)
    return False


def _raise_alarm(trouble: str) -> None:
    now = clock.now()
    Alarm.objects.get_or_create(pk=NAME, defaults={"since": now})
    untold = Alarm.objects.filter(pk=NAME, told_at=None)
    is_ours = untold.filter(Q(tried_at=None) | Q(tried_at__lte=now - AGAIN)).update(tried_at=now)
    if is_ours:
        log.error("alarm.raised", trouble=trouble)
        if _mail(trouble):
            Alarm.objects.filter(pk=NAME).update(told_at=now)


def _mail(trouble: str) -> bool:
    """Whether the server took it."""
    server: dict[str, Any] = {**settings.SMTP, "timeout": WAIT_SECONDS}
    message = EmailMessage(
        subject=f"{guide().site_name}: reminders stand still",
        body=f"{WORDS[trouble]}\n\n{settings.SITE_URL}/health/ready says what is missing.\n",
        to=[settings.ALARM_MAIL or guide().contact_email],
        connection=EmailBackend(**server),
    )
    try:
        return bool(message.send())
    except OSError as error:  # smtplib's errors are some too
        log.warning("alarm.not_mailed", error=type(error).__name__)
        return False
