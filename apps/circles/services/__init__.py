"""Writes of this room: circles, invitations, receipts."""

from apps.circles.services.answering import accept_invitation, decline_invitation
from apps.circles.services.circles import start_circle
from apps.circles.services.invitations import (
    confirm_newcomer,
    invite,
    refuse_newcomer,
    renew_code,
    renew_link,
    take_back_invitation,
)
from apps.circles.services.receipts import note_change, note_reads
from apps.circles.services.tokens import code_for, link_for

__all__ = [
    "accept_invitation",
    "code_for",
    "confirm_newcomer",
    "decline_invitation",
    "invite",
    "link_for",
    "note_change",
    "note_reads",
    "refuse_newcomer",
    "renew_code",
    "renew_link",
    "start_circle",
    "take_back_invitation",
]
