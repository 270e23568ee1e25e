"""Addresses that messages do not reach: left alone until their owner says otherwise or has another."""

import structlog

from apps.accounts.models import User
from apps.core import clock
from apps.reminders import selectors
from apps.reminders.kinds import Channel, Parking
from apps.reminders.models import Parked
from apps.reminders.services.troubles import tell_unreached

log = structlog.get_logger(__name__)


def park(channel: Channel, address: str, reason: Parking) -> None:
    """Twice is once; that somebody wrote STOP outlasts what a server says, and is nobody else's business."""
    row, made = Parked.objects.get_or_create(
        channel=channel,
        mark=selectors.mark(channel, address),
        defaults={"reason": reason, "at": clock.now()},
    )
    if made and reason != Parking.STOPPED:
        tell_unreached(channel, address)
    if reason == Parking.STOPPED != row.reason:
        Parked.objects.filter(pk=row.pk).update(reason=reason, at=clock.now())
    log.info("address.parked", channel=channel, reason=reason)


def reach_again(user: User, channel: str) -> None:
    """For what a server said of one's own address. STOP stands until its owner writes START."""
    address = selectors.ways_to(user).get(Channel(channel)) if channel in Channel.values else None
    if address is not None:
        mark = selectors.mark(Channel(channel), address)
        Parked.objects.filter(mark=mark).exclude(reason=Parking.STOPPED).delete()


def unpark(channel: Channel, address: str) -> None:
    Parked.objects.filter(channel=channel, mark=selectors.mark(channel, address)).delete()
