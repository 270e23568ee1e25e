"""Writes of this room: circles, invitations, receipts."""

from apps.circles.services.circles import start_circle
from apps.circles.services.invitations import (
    accept_invitation,
    invite,
    link_for,
    renew_link,
    take_back_invitation,
)
from apps.circles.services.places import (
    bring_back,
    change_place,
    confirm_place,
    lock_places,
    remove_member,
)
from apps.circles.services.receipts import note_change, note_reads
from apps.circles.services.sharing import share

__all__ = [
    "accept_invitation",
    "bring_back",
    "change_place",
    "confirm_place",
    "invite",
    "link_for",
    "lock_places",
    "note_change",
    "note_reads",
    "remove_member",
    "renew_link",
    "share",
    "start_circle",
    "take_back_invitation",
]
