"""Email through a mail service's own API instead of SMTP, spoken by django-anymail (``MAIL_ESP``)."""

from typing import Any

import structlog
from anymail.exceptions import AnymailAPIError, AnymailError, AnymailRecipientsRefused
from django.conf import settings
from django.utils.module_loading import import_string

from apps.reminders.channels import Letter, NotDelivered
from apps.reminders.channels.email import as_message
from apps.reminders.kinds import Channel, Parking

log = structlog.get_logger(__name__)

CONNECT_SECONDS = 3.0
WAITS = 5


class EspChannel:
    name = Channel.EMAIL

    def __init__(self) -> None:
        self.gone: list[str] = []
        self._backend: Any = None

    def open(self) -> None:
        """Nothing to knock at: a service that is away is found out message by message."""

    def send(self, letter: Letter) -> None:
        """Returns once the service has taken the message over. Raises NotDelivered."""
        message: Any = as_message(letter)
        message.metadata = {"reminder": letter.reference}  # comes back with bounces and complaints
        try:
            self._opened().send_messages([message])
        except AnymailRecipientsRefused as error:
            raise NotDelivered("esp_refused", is_permanent=True, parking=Parking.REFUSED) from error
        except AnymailAPIError as error:
            log.warning("esp.trouble", status=error.status_code)
            raise NotDelivered(f"esp_{error.status_code or 'away'}", is_permanent=False) from error
        except (AnymailError, ValueError) as error:
            raise NotDelivered("malformed", is_permanent=True) from error

    def close(self) -> None:
        backend, self._backend = self._backend, None
        if backend is not None:
            backend.close()

    def _opened(self) -> Any:
        if self._backend is None:
            # Together they stay well below a lease, so that no other worker takes over.
            self._backend = backend(CONNECT_SECONDS, settings.REMINDER_LEASE_SECONDS / WAITS)
            self._backend.open()
        return self._backend


def backend(*waits: float) -> Any:
    """Django's kind of connection to the service; ``waits``: for it to be there, and to answer."""
    make = import_string(f"anymail.backends.{settings.MAIL_ESP}.EmailBackend")
    return make(requests_timeout=waits)
