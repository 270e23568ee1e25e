"""Django's mail functions and our own for texts write into the outbox, in the caller's transaction."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from apps.core.texting import Text
from apps.reminders import selectors, services


class OutboxBackend(BaseEmailBackend):
    """``EMAIL_BACKEND``. Sending is a worker's business: a slow mail server is nobody's slow page."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        sendable = [message for message in email_messages if message.recipients()]
        if sendable:
            services.queue(sendable)
        return len(sendable)


class TextBackend:
    """``SMS_BACKEND``."""

    def send(self, text: Text) -> None:
        services.queue_text(text)

    def has_room(self) -> bool:
        return selectors.has_room_for_texts()
