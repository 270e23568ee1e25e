"""Writes of this room. Each takes the access, checks the level, and notes a receipt in one transaction."""

from apps.careplan.services.answers import (
    answer_question,
    link_task_to_question,
    note_answer,
    reopen_question,
)
from apps.careplan.services.appointment_series import (
    add_appointment_series,
    cancel_later_appointments,
    edit_later_appointments,
    restore_later_appointments,
)
from apps.careplan.services.appointments import (
    add_appointment,
    cancel_appointment,
    close_appointment,
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
from apps.careplan.services.outcomes import add_step, drop_step, keep_outcome, link_step
from apps.careplan.services.planning import plan_for_newcomer
from apps.careplan.services.questions import (
    approve_question,
    carry_questions,
    drop_question,
    edit_question,
    move_question,
    propose_questions,
    restore_question,
)
from apps.careplan.services.requests import ask_for_task, say_no, say_yes, stop_asking
from apps.careplan.services.seats import (
    fill_seat,
    give_seat_back,
    offer_for_seat,
    set_attendance,
    set_going_alone,
)
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
    "add_appointment_series",
    "add_series",
    "add_step",
    "add_task",
    "against_words",
    "answer_question",
    "approve_question",
    "ask_for_task",
    "cancel_appointment",
    "cancel_later_appointments",
    "carry_questions",
    "claim_series",
    "claim_task",
    "close_appointment",
    "complete_task",
    "drop_question",
    "drop_step",
    "edit_appointment",
    "edit_later_appointments",
    "edit_question",
    "edit_series",
    "edit_task",
    "fill_seat",
    "give_seat_back",
    "keep_outcome",
    "link_step",
    "link_task_to_question",
    "move_question",
    "note_answer",
    "offer_for_seat",
    "plan_for_newcomer",
    "propose_questions",
    "release_task",
    "reopen_question",
    "reopen_task",
    "restore_appointment",
    "restore_later_appointments",
    "restore_question",
    "restore_series",
    "restore_task",
    "say_no",
    "say_yes",
    "set_attendance",
    "set_going_alone",
    "stop_asking",
    "thank_for_task",
    "withdraw_series",
    "withdraw_task",
]
