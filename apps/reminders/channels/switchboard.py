"""Every channel there is, each opened when the first message needs it; one that is away holds up no other."""

import time
from types import TracebackType
from typing import Protocol, Self

from django.conf import settings

from apps.reminders.channels import Letter, Unreachable
from apps.reminders.channels.email import EmailChannel
from apps.reminders.channels.esp import EspChannel
from apps.reminders.channels.push import PushChannel
from apps.reminders.channels.sms import SmsChannel
from apps.reminders.kinds import Channel

# In this process: until when, by the monotonic clock, nobody knocks at a channel that was away. Three times as
# long as it took to find out: a server that refuses is asked again at once, one that keeps silent is not.
closed_until: dict[Channel, float] = {}
LET_BE, LONGEST_SECONDS = 3, 60.0


class Way(Protocol):
    """What a channel does; see those there are."""

    name: Channel
    gone: list[str]  # addresses that turned out to exist no more

    def open(self) -> None:
        """Raises Unreachable. Does nothing when it is open."""

    def send(self, letter: Letter) -> None:
        """Returns once the message was taken over. Raises NotDelivered."""

    def close(self) -> None: ...


class Switchboard:
    """Use as a context manager, for one batch."""

    def __init__(self) -> None:
        mail = EspChannel() if settings.MAIL_ESP else EmailChannel()
        ways: tuple[Way, ...] = (mail, SmsChannel(), PushChannel())
        self._ways = {way.name: way for way in ways}
        self.away: set[Channel] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for way in self._ways.values():
            way.close()

    def reach(self, channel: Channel) -> Way | None:
        """That channel, open; None while it is away, and in this batch it is not tried again."""
        started = time.monotonic()
        if channel in self.away or started < closed_until.get(channel, 0):
            self.away.add(channel)
            return None
        try:
            self._ways[channel].open()
        except Unreachable:
            ended = time.monotonic()
            closed_until[channel] = ended + min(LET_BE * (ended - started), LONGEST_SECONDS)
            self.away.add(channel)
            return None
        return self._ways[channel]
