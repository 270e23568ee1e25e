"""Addresses that messages do not reach: left alone until their owner says otherwise or has another."""

import structlog
from django.db.models import Q

from apps.accounts.models import User
from apps.core import clock
from apps.reminders import selectors
from apps.reminders.kinds import Channel, Parking
from apps.reminders.models import Parked
from apps.reminders.services.devices import forget_ended
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
    """Write to one's own address again, whatever a server said of it. What its owner wrote by text to end, they
    begin again by text, for the gateway keeps a list of its own; mails they can have again with this."""
    if channel == Channel.PUSH:
        forget_ended(user)
    address = selectors.ways_to(user).get(Channel(channel)) if channel in Channel.values else None
    if address is not None:
        rows = Parked.objects.filter(mark=selectors.mark(Channel(channel), address))
        by_text = Q(channel=Channel.SMS, reason=Parking.STOPPED)
        rows.exclude(by_text).delete()


def unpark(channel: Channel, address: str) -> None:
    Parked.objects.filter(channel=channel, mark=selectors.mark(channel, address)).delete()
