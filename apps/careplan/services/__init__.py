"""Writes of this room. Each takes the access, checks the level, and notes a receipt in one transaction."""

from apps.careplan.services.appointments import (
    add_appointment,
    cancel_appointment,
    edit_appointment,
    restore_appointment,
)
from apps.careplan.services.claims import claim_task, complete_task, release_task, reopen_task
from apps.careplan.services.leaving import give_everything_back
from apps.careplan.services.planning import plan_for_newcomer
from apps.careplan.services.seats import give_seat_back, offer_for_seat, set_attendance
from apps.careplan.services.tasks import add_task, edit_task, restore_task, withdraw_task

__all__ = [
    "add_appointment",
    "add_task",
    "cancel_appointment",
    "claim_task",
    "complete_task",
    "edit_appointment",
    "edit_task",
    "give_everything_back",
    "give_seat_back",
    "offer_for_seat",
    "plan_for_newcomer",
    "release_task",
    "reopen_task",
    "restore_appointment",
    "restore_task",
    "set_attendance",
    "withdraw_task",
]
