"""Writes of this room: circles, invitations, receipts."""

from apps.circles.services.answering import accept_invitation, decline_invitation
from apps.circles.services.behalf import invite_patients_due, say_consent
from apps.circles.services.circles import start_circle
from apps.circles.services.closing import close_circle, reopen_circle, set_wishes
from apps.circles.services.forgetting import forget_addresses, forget_invited
from apps.circles.services.handover import accept_handover, drop_handover, offer_handover
from apps.circles.services.invitations import (
    confirm_newcomer,
    invite,
    refuse_newcomer,
    renew_code,
    renew_link,
    take_back_invitation,
)
from apps.circles.services.pausing import end_pause, pause_circle
from apps.circles.services.places import (
    bring_back,
    change_place,
    confirm_place,
    lock_places,
    remove_member,
)
from apps.circles.services.receipts import note_change, note_reads
from apps.circles.services.sharing import share
from apps.circles.services.standing_in import (
    ask_to_stand_in,
    confirm_stand_in,
    name_stand_in,
    say_no,
    withdraw_stand_in,
)
from apps.circles.services.tokens import code_for, link_for

__all__ = [
    "accept_handover",
    "accept_invitation",
    "ask_to_stand_in",
    "bring_back",
    "change_place",
    "close_circle",
    "code_for",
    "confirm_newcomer",
    "confirm_place",
    "confirm_stand_in",
    "decline_invitation",
    "drop_handover",
    "end_pause",
    "forget_addresses",
    "forget_invited",
    "invite",
    "invite_patients_due",
    "link_for",
    "lock_places",
    "name_stand_in",
    "note_change",
    "note_reads",
    "offer_handover",
    "pause_circle",
    "refuse_newcomer",
    "remove_member",
    "renew_code",
    "renew_link",
    "reopen_circle",
    "say_consent",
    "say_no",
    "set_wishes",
    "share",
    "start_circle",
    "take_back_invitation",
    "withdraw_stand_in",
]
