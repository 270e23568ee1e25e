"""Mail to bare addresses: sign-in codes, invitations, whatever Django's mail functions are given."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import getaddresses, parsedate_to_datetime
from uuid import uuid4

import structlog
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction

from apps.core import clock
from apps.reminders.kinds import Kind, Reason, RecipientKind, State
from apps.reminders.models import Mail, Reminder
from apps.reminders.services.nudging import nudge_after_commit

log = structlog.get_logger(__name__)

SUBJECT = "mail"
LIFETIME = timedelta(days=2)
ADDRESS = re.compile(r"[^\s,;:<>@]+@[^\s,;:<>@]+")


@transaction.atomic
def queue(messages: Sequence[EmailMessage]) -> None:
    """Owe each recipient of each message, now and whatever the hour, in the caller's transaction.

    The header ``Expires`` says how long it is of use; two days without it. What is not one address fails here and
    now: whoever of two was meant, the other must not read it.
    """
    now = clock.now()
    rows = [
        (_promise(address, _expiry(message, now)), message)
        for message in messages
        for address in message.recipients()
    ]
    Reminder.objects.bulk_create([promise for promise, _message in rows])
    owed = [(promise, message) for promise, message in rows if promise.is_open]
    Mail.objects.bulk_create([_mail(promise, message) for promise, message in owed])
    nudge_after_commit([promise.pk for promise, _message in owed])
    if len(owed) < len(rows):
        log.warning("mail.malformed", number=len(rows) - len(owed))


def promise_to(address: str, expires_at: datetime) -> Reminder:
    """A row for a bare address or number, due at once."""
    own_id = uuid4()
    return Reminder(
        subject=SUBJECT,
        subject_id=own_id,
        kind=Kind.MAIL,
        recipient_kind=RecipientKind.ADDRESS,
        address=address,
        recipient_key=f"{SUBJECT}:{own_id}",
        due_at=clock.now(),
        expires_at=expires_at,
    )


def _promise(recipient: str, expires_at: datetime) -> Reminder:
    address = one_address(recipient)
    promise = promise_to(address, expires_at)
    if not address:
        promise.state, promise.reason = State.FAILED, Reason.MALFORMED
        promise.ended_at = clock.now()
    return promise


def one_address(recipient: str) -> str:
    """That of "Ada <ada@example.org>"; nothing when it is none, or more than one."""
    found = [address for _name, address in getaddresses([recipient])]
    return found[0] if len(found) == 1 and ADDRESS.fullmatch(found[0]) else ""


def _mail(promise: Reminder, message: EmailMessage) -> Mail:
    """Raises ValueError, while somebody is there to hear it, for what could not be sent later."""
    message.message()
    if message.attachments:
        raise ValueError("The outbox carries text and HTML, not attachments.")
    alternatives = message.alternatives if isinstance(message, EmailMultiAlternatives) else []
    html = (str(part[0]) for part in alternatives if part[1] == "text/html")
    return Mail(
        reminder=promise,
        subject=str(message.subject),
        text=str(message.body),
        html=next(html, ""),
    )


def _expiry(message: EmailMessage, now: datetime) -> datetime:
    header = message.extra_headers.get("Expires")
    return parsedate_to_datetime(header).astimezone(UTC) if header else now + LIFETIME
