"""Writes of this room. Each takes the access, checks the level, and notes a receipt in one transaction."""

from apps.careplan.services.appointments import (
    add_appointment,
    cancel_appointment,
    close_appointment,
    edit_appointment,
    restore_appointment,
)
from apps.careplan.services.claims import claim_task, complete_task, release_task, reopen_task
from apps.careplan.services.planning import plan_for_newcomer
from apps.careplan.services.seats import (
    fill_seat,
    give_seat_back,
    offer_for_seat,
    set_attendance,
    set_going_alone,
)
from apps.careplan.services.series import add_series, cancel_later, edit_later, restore_later
from apps.careplan.services.tasks import add_task, edit_task, restore_task, withdraw_task

__all__ = [
    "add_appointment",
    "add_series",
    "add_task",
    "cancel_appointment",
    "cancel_later",
    "claim_task",
    "close_appointment",
    "complete_task",
    "edit_appointment",
    "edit_later",
    "edit_task",
    "fill_seat",
    "give_seat_back",
    "offer_for_seat",
    "plan_for_newcomer",
    "release_task",
    "reopen_task",
    "restore_appointment",
    "restore_later",
    "restore_task",
    "set_attendance",
    "set_going_alone",
    "withdraw_task",
]
