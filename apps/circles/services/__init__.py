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
from apps.circles.services.behalf import invite_patients_due, say_consent
from apps.circles.services.closing import close_circle, reopen_circle, set_wishes
from apps.circles.services.handover import accept_handover, drop_handover, offer_handover
from apps.circles.services.pausing import end_pause, pause_circle
from apps.circles.services.standing_in import (
    ask_to_stand_in,
    confirm_stand_in,
    name_stand_in,
    say_no,
    withdraw_stand_in,
)

__all__ = [
    "invite_patients_due",
    "say_consent",
    "close_circle",
    "reopen_circle",
    "set_wishes",
    "accept_handover",
    "drop_handover",
    "offer_handover",
    "end_pause",
    "pause_circle",
    "ask_to_stand_in",
    "confirm_stand_in",
    "name_stand_in",
    "say_no",
    "withdraw_stand_in",
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
