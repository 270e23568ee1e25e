"""Ways to reach somebody. Each wraps its own outside world and speaks of trouble in these words only."""

from dataclasses import dataclass

from apps.reminders.kinds import Channel


@dataclass(frozen=True, slots=True)
class Letter:
    """A message in its final words, on its way to one address."""

    to: str
    subject: str
    text: str
    html: str
    message_id: str  # the same at every attempt, so that a repeat can be recognised
    channel: Channel = Channel.EMAIL


class Unreachable(Exception):
    """The channel itself is away. Nothing was handed over, and no message is to blame."""


class NotDelivered(Exception):
    """This message was not taken over, or nobody can tell. ``code`` is short and names nobody."""

    def __init__(self, code: str, *, is_permanent: bool) -> None:
        super().__init__(code)
        self.code = code
        self.is_permanent = is_permanent
