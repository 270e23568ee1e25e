"""Writes of this room: circles, invitations, receipts."""

from apps.circles.services.circles import start_circle
from apps.circles.services.invitations import (
    accept_invitation,
    invite,
    link_for,
    renew_link,
    take_back_invitation,
)
from apps.circles.services.receipts import note_change, note_reads
from apps.circles.services.sharing import share

__all__ = [
    "accept_invitation",
    "invite",
    "link_for",
    "note_change",
    "note_reads",
    "renew_link",
    "share",
    "start_circle",
    "take_back_invitation",
]
