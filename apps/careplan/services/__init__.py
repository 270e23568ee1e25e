"""Writes of this room. Each takes the access, checks the level, and notes a receipt in one transaction."""

from apps.careplan.services.appointments import (
    add_appointment,
    cancel_appointment,
    edit_appointment,
    restore_appointment,
)
from apps.careplan.services.claims import (
    against_words,
    claim_task,
    complete_task,
    release_task,
    reopen_task,
)
from apps.careplan.services.leaving import give_everything_back
from apps.careplan.services.planning import plan_for_newcomer
from apps.careplan.services.requests import ask_for_task, say_no, say_yes, stop_asking
from apps.careplan.services.seats import give_seat_back, offer_for_seat, set_attendance
from apps.careplan.services.series import (
    add_series,
    claim_series,
    edit_series,
    restore_series,
    withdraw_series,
)
from apps.careplan.services.tasks import add_task, edit_task, restore_task, withdraw_task
from apps.careplan.services.thanks import thank_for_task

__all__ = [
    "add_appointment",
    "add_series",
    "add_task",
    "against_words",
    "ask_for_task",
    "cancel_appointment",
    "claim_series",
    "claim_task",
    "complete_task",
    "edit_appointment",
    "edit_series",
    "edit_task",
    "give_everything_back",
    "give_seat_back",
    "offer_for_seat",
    "plan_for_newcomer",
    "release_task",
    "reopen_task",
    "restore_appointment",
    "restore_series",
    "restore_task",
    "say_no",
    "say_yes",
    "set_attendance",
    "stop_asking",
    "thank_for_task",
    "withdraw_series",
    "withdraw_task",
]
