"""Ways to reach somebody. Each wraps its own outside world and speaks of trouble in these words only."""

from dataclasses import dataclass
from datetime import datetime

from apps.core.ics import CalendarFile
from apps.reminders.kinds import Channel, Parking


@dataclass(frozen=True, slots=True)
class Device:
    """A browser as its push service knows it, and the keys to write to it."""

    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A message in its final words, on its way to one address."""

    to: str
    subject: str
    text: str
    html: str
    message_id: str  # the same at every attempt, so that a repeat can be recognised
    channel: Channel = Channel.EMAIL
    unsubscribe: str = ""  # the address that ends such mails with one press
    calendar: CalendarFile | None = None  # an event for one's own, or to be taken off it
    devices: tuple[Device, ...] = ()  # of a notification
    expires_at: datetime | None = None  # from then on it need not be kept on the way
    offered: tuple[str, ...] = ()  # codes of the answers that a text has numbered
    reference: str = ""  # what a receipt of this message should name
    is_last_way: bool = True  # no other channel is left to try


class Unreachable(Exception):
    """The channel itself is away. Nothing was handed over, and no message is to blame."""


class NotDelivered(Exception):
    """This message was not taken over, or nobody can tell. ``code`` is short and names nobody.

    ``parking``: it is the address, so that nothing more should go there.
    """

    def __init__(self, code: str, *, is_permanent: bool, parking: Parking | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.is_permanent = is_permanent
        self.parking = parking
