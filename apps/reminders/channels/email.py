"""Email over SMTP: one connection for a batch, and every way it can fail told apart."""

import smtplib
from email.mime.text import MIMEText
from email.utils import formataddr, parseaddr
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend

from apps.core.ics import CalendarFile
from apps.core.site_guide import guide
from apps.reminders.channels import Letter, NotDelivered, Unreachable
from apps.reminders.kinds import Channel, Parking

log = structlog.get_logger(__name__)

# A message waits for its server four times (sender, recipient, data, end). Together that stays below a
# lease, so that no other worker takes over a message that is still being sent.
WAITS = 5
GOING_AWAY = 421
OF_POLICY = b"5.7"  # RFC 3463: the server does not want our mails; the address may be right
NO_SUCH_MAILBOX = {
    550,
    551,
    553,
}  # said of the recipient; of a text the same codes mean something else


class EmailChannel:
    """Opened when the first message needs it."""

    name = Channel.EMAIL

    def __init__(self) -> None:
        self.gone: list[str] = []
        self._backend: EmailBackend | None = None

    def open(self) -> None:
        """Raises Unreachable. Does nothing when it is open."""
        self._opened()

    def send(self, letter: Letter) -> None:
        """Returns once the server has taken the message over. Raises NotDelivered."""
        try:
            self._opened().send_messages([as_message(letter)])
        except smtplib.SMTPResponseException as error:
            raise self._trouble(error.smtp_code, is_ours=not _is_about_content(error)) from error
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            is_ours = said.startswith(OF_POLICY)
            trouble = self._trouble(code, is_ours=is_ours)
            is_unknown = code in NO_SUCH_MAILBOX and not is_ours
            trouble.parking = Parking.UNKNOWN if is_unknown else None
            raise trouble from error
        except (ValueError, smtplib.SMTPNotSupportedError) as error:
            # An address or a header that cannot be written down, or not for this server.
            raise NotDelivered("malformed", is_permanent=True) from error
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise NotDelivered("connection_lost", is_permanent=False) from error

    def close(self) -> None:
        backend, self._backend = self._backend, None
        if backend is not None:
            backend.fail_silently = True
            backend.close()

    def _opened(self) -> EmailBackend:
        if self._backend is None:
            backend = EmailBackend(**_server())
            try:
                backend.open()
            except (OSError, smtplib.SMTPException) as error:
                log.warning("email.unreachable", error=type(error).__name__)
                raise Unreachable from error
            self._backend = backend
        return self._backend

    def _trouble(self, code: int, *, is_ours: bool) -> NotDelivered:
        """A refusal of one recipient or text is for good; of our login or sender it is ours to mend."""
        if code == GOING_AWAY or is_ours:
            self.close()
        return NotDelivered(f"smtp_{code}", is_permanent=code >= 500 and not is_ours)


def _is_about_content(error: smtplib.SMTPResponseException) -> bool:
    return isinstance(error, smtplib.SMTPDataError)


def _server() -> dict[str, Any]:
    server: dict[str, Any] = settings.SMTP
    longest = settings.REMINDER_LEASE_SECONDS / WAITS
    return {**server, "timeout": min(server["timeout"], longest)}


def as_message(letter: Letter) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=formataddr((guide().site_name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
        to=[letter.to],
        headers=_headers(letter),
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    if letter.calendar:
        message.attach(_attachment(letter.calendar))
    return message


def _headers(letter: Letter) -> dict[str, str]:
    headers = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"}
    if letter.unsubscribe:  # RFC 8058: mail programs show a button, which posts
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _attachment(calendar: CalendarFile) -> MIMEText:
    part = MIMEText(calendar.text, "calendar", "utf-8")
    part.set_param("method", calendar.method)
    part.add_header("Content-Disposition", "attachment", filename="date.ics")
    return part
