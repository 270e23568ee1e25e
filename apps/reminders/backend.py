"""Django's mail functions write into the outbox, in the transaction of whoever calls them."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from apps.reminders import services


class OutboxBackend(BaseEmailBackend):
    """``EMAIL_BACKEND``. Sending is a worker's business: a slow mail server is nobody's slow page."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        sendable = [message for message in email_messages if message.recipients()]
        if sendable:
            services.queue(sendable)
        return len(sendable)
