"""Telling the operator that reminders stand still: one mail each time something begins, however often noticed.

Whoever asks whether the site is ready makes this look, for when the beat is silent nothing else would. The mail
goes straight to the server: what stands still is the very outbox it would otherwise wait in.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from anymail.exceptions import AnymailError
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.db.models import Q

from apps.core import clock
from apps.core.site_guide import guide
from apps.reminders import selectors
from apps.reminders.channels import esp
from apps.reminders.models import Alarm

log = structlog.get_logger(__name__)

AGAIN = timedelta(minutes=5)  # a mail that the server did not take
WAIT_SECONDS = 5

WORDS = {
    "beat_silent": "No tick has come for more than five minutes: beat, the broker or all workers are away.",
    "nothing_sent": "Something has been due for more than ten minutes, and nothing was sent.",
    "email_dead": "The mail server or service has taken nothing for more than ten minutes, though it was tried.",
    "sms_dead": "The text gateway has taken nothing for more than ten minutes, though it was tried.",
    "push_dead": "No push service has taken anything for more than ten minutes, though it was tried.",
}


def is_moving() -> bool:
    """Whether reminders go out by every way, or none are due; where they do not, the operator is told."""
    troubles = selectors.figures().troubles
    if Alarm.objects.exclude(pk__in=troubles).delete()[0]:
        log.info("alarm.over")
    for trouble in troubles:
        _raise_alarm(trouble)
    return not troubles


def _raise_alarm(trouble: str) -> None:
    now = clock.now()
    Alarm.objects.get_or_create(pk=trouble, defaults={"since": now})
    untold = Alarm.objects.filter(pk=trouble, told_at=None)
    is_ours = untold.filter(Q(tried_at=None) | Q(tried_at__lte=now - AGAIN)).update(tried_at=now)
    if is_ours:
        log.error("alarm.raised", trouble=trouble)
        if any(_mail(trouble, connect) for connect in _servers()):
            Alarm.objects.filter(pk=trouble).update(told_at=now)


def _servers() -> Iterator[Callable[[], Any]]:
    """SMTP where there is any: beside a mail service it is there for this alone, for that may be what is dead."""
    if settings.SMTP:
        server: dict[str, Any] = {**settings.SMTP, "timeout": WAIT_SECONDS}
        yield partial(EmailBackend, **server)
    if settings.MAIL_ESP:
        yield partial(esp.backend, WAIT_SECONDS, WAIT_SECONDS)


def _mail(trouble: str, connect: Callable[[], Any]) -> bool:
    """Whether that server took it."""
    message = EmailMessage(
        subject=f"{guide().site_name}: reminders stand still",
        body=f"{WORDS[trouble]}\n\n{settings.SITE_URL}/health/ready says what is missing.\n",
        to=[settings.ALARM_MAIL or guide().contact_email],
    )
    try:
        message.connection = connect()
        return bool(message.send())
    except (OSError, AnymailError, ImproperlyConfigured) as error:  # smtplib's are OSErrors
        log.warning("alarm.not_mailed", error=type(error).__name__)
        return False
