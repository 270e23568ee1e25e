"""Text messages over Twilio's Messages API, spoken by Twilio itself and by the gateway of the demo."""

from typing import Any
from urllib.parse import urlencode

import requests
import structlog
from django.conf import settings

from apps.core.links import whole_address
from apps.reminders.channels import Letter, NotDelivered
from apps.reminders.kinds import Channel, Parking

log = structlog.get_logger(__name__)

# Connecting and reading: together they stay well below a lease, so that no other worker takes over.
CONNECT_SECONDS = 3.0
WAITS = 5

# What the gateway says of one number, at once or in a receipt, in the words that stay in the outbox.
# None of it passes by itself.
FOR_GOOD = {
    21211: ("invalid_number", Parking.UNKNOWN),
    21217: ("invalid_number", Parking.UNKNOWN),
    21214: ("unreachable_number", Parking.UNKNOWN),
    21612: ("unreachable_number", Parking.UNKNOWN),
    21614: ("not_a_mobile", Parking.UNKNOWN),
    30005: ("unknown_number", Parking.UNKNOWN),
    30006: ("not_a_mobile", Parking.UNKNOWN),
    30004: ("blocked_by_phone", Parking.REFUSED),
    30007: ("blocked_by_carrier", Parking.REFUSED),
    21610: ("opted_out", Parking.STOPPED),
    21408: ("country_not_allowed", None),
    21617: ("too_long", None),
}
THROTTLED = {429, 20429, 14107, 30001}


class SmsChannel:
    """One connection is kept for a batch."""

    name = Channel.SMS

    def __init__(self) -> None:
        self.gone: list[str] = []
        self._session: requests.Session | None = None

    def open(self) -> None:
        """Nothing to knock at: a gateway that is away is found out message by message, and holds up no mail."""

    def send(self, letter: Letter) -> None:
        """Returns once the gateway has taken the message over. Raises NotDelivered."""
        gateway: dict[str, str] = settings.SMS
        if not gateway:
            raise NotDelivered("sms_off", is_permanent=False)
        try:
            response = self._opened().post(
                f"{gateway['url']}/2010-04-01/Accounts/{gateway['account']}/Messages.json",
                data=_form(letter, gateway),
                auth=(gateway["account"], gateway["token"]),
                timeout=(CONNECT_SECONDS, settings.REMINDER_LEASE_SECONDS / WAITS),
                allow_redirects=False,
            )
        except requests.RequestException as error:
            log.warning("sms.unreachable", error=type(error).__name__)
            self.close()
            raise NotDelivered("gateway_away", is_permanent=False) from error
        if not _is_taken(response):
            raise _trouble(response)

    def close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.close()

    def _opened(self) -> requests.Session:
        if self._session is None:
            self._session = requests.Session()
        return self._session


def _form(letter: Letter, gateway: dict[str, str]) -> dict[str, str]:
    sender = "MessagingServiceSid" if gateway["sender"].startswith("MG") else "From"
    form = {"To": letter.to, sender: gateway["sender"], "Body": letter.text}
    if letter.reference:
        query = urlencode({"of": letter.reference})
        form["StatusCallback"] = f"{whole_address('text_receipt')}?{query}"
    return form


def _is_taken(response: requests.Response) -> bool:
    return response.status_code in {requests.codes.ok, requests.codes.created}


def _trouble(response: requests.Response) -> NotDelivered:
    """About this number: for good. Anything else is the gateway's or ours to mend, so it is tried again."""
    code = _code(response)
    if told := for_good(code):
        return told
    if code in THROTTLED or response.status_code in THROTTLED:
        return NotDelivered("throttled", is_permanent=False)
    log.warning("sms.refused", status=response.status_code, code=code)
    return NotDelivered(f"sms_{code or response.status_code}", is_permanent=False)


def for_good(code: int) -> NotDelivered | None:
    """What that number of Twilio's means for good; None for what may pass."""
    if code not in FOR_GOOD:
        return None
    word, parking = FOR_GOOD[code]
    return NotDelivered(word, is_permanent=True, parking=parking)


def _code(response: requests.Response) -> int:
    """Twilio's number for what went wrong; 0 when the answer holds none."""
    try:
        told: Any = response.json()
        return int(told["code"])
    except (ValueError, KeyError, TypeError):
        return 0
