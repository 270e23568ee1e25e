"""Writes of this room. Each takes the access, checks the level, and notes a receipt in one transaction."""

from apps.careplan.services.answers import (
    answer_question,
    note_answer,
    question_sharing,
    reopen_question,
)
from apps.careplan.services.appointment_series import (
    add_appointment_series,
    add_appointments,
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
from apps.careplan.services.contact_seats import (
    confirm_for_contact,
    give_back_for_contact,
    visit_of_contact,
)
from apps.careplan.services.dose_planning import move_window_along
from apps.careplan.services.doses import tick_as_needed, tick_dose, undo_tick
from apps.careplan.services.favours import (
    Favour,
    Offer,
    Person,
    favour_of,
    favour_token,
    find_favour,
    find_offer,
    finish_favour,
    forget_contact,
    give_back_favour,
    offer_another_time,
    reopen_favour,
    take_by_link,
)
from apps.careplan.services.follow_ups import (
    add_date_of_step,
    add_task_of_question,
    add_task_of_step,
)
from apps.careplan.services.history import forget_old_changes
from apps.careplan.services.leaving import give_everything_back
from apps.careplan.services.lifts import ask_for_lift
from apps.careplan.services.links import address_of, offer_by_link, take_back_link
from apps.careplan.services.medicines import (
    add_medicine,
    edit_medicine,
    restore_medicine,
    withdraw_medicine,
)
from apps.careplan.services.outcomes import add_step, drop_step, keep_outcome, restore_step
from apps.careplan.services.pauses import add_pause, end_pause, remove_pause
from apps.careplan.services.planning import plan_for_change
from apps.careplan.services.questions import (
    approve_question,
    carry_questions,
    drop_question,
    edit_question,
    move_question,
    propose_questions,
    restore_question,
)
from apps.careplan.services.requests import (
    ask_for_task,
    decline_as_asked,
    say_no,
    say_yes,
    stop_asking,
    take_as_asked,
)
from apps.careplan.services.seats import (
    fill_seat,
    give_seat_back,
    offer_for_seat,
    set_attendance,
    set_going_alone,
)
from apps.careplan.services.series import (
    add_series,
    add_tasks,
    claim_series,
    edit_series,
    restore_series,
    withdraw_series,
)
from apps.careplan.services.supplies import ask_for_more, count_supply, set_watches
from apps.careplan.services.task_planning import plan_tasks_for_change
from apps.careplan.services.tasks import add_task, edit_task, restore_task, withdraw_task
from apps.careplan.services.team import (
    add_team_member,
    edit_team_member,
    restore_team_member,
    withdraw_team_member,
)
from apps.careplan.services.thanks import thank_for_task
from apps.careplan.services.treatments import (
    add_treatment,
    edit_treatment,
    restore_treatment,
    withdraw_treatment,
)
from apps.careplan.services.undoing import undo_change, undo_together

__all__ = [
    "Favour",
    "Offer",
    "Person",
    "add_appointment",
    "add_appointment_series",
    "add_appointments",
    "add_date_of_step",
    "add_medicine",
    "add_pause",
    "add_series",
    "add_step",
    "add_task",
    "add_task_of_question",
    "add_task_of_step",
    "add_tasks",
    "add_team_member",
    "add_treatment",
    "address_of",
    "against_words",
    "answer_question",
    "approve_question",
    "ask_for_lift",
    "ask_for_more",
    "ask_for_task",
    "cancel_appointment",
    "cancel_later_appointments",
    "carry_questions",
    "claim_series",
    "claim_task",
    "close_appointment",
    "complete_task",
    "confirm_for_contact",
    "count_supply",
    "decline_as_asked",
    "drop_question",
    "drop_step",
    "edit_appointment",
    "edit_later_appointments",
    "edit_medicine",
    "edit_question",
    "edit_series",
    "edit_task",
    "edit_team_member",
    "edit_treatment",
    "end_pause",
    "favour_of",
    "favour_token",
    "fill_seat",
    "find_favour",
    "find_offer",
    "finish_favour",
    "forget_contact",
    "forget_old_changes",
    "give_back_favour",
    "give_back_for_contact",
    "give_everything_back",
    "give_seat_back",
    "keep_outcome",
    "move_question",
    "move_window_along",
    "note_answer",
    "offer_another_time",
    "offer_by_link",
    "offer_for_seat",
    "plan_for_change",
    "plan_tasks_for_change",
    "propose_questions",
    "question_sharing",
    "release_task",
    "remove_pause",
    "reopen_favour",
    "reopen_question",
    "reopen_task",
    "restore_appointment",
    "restore_later_appointments",
    "restore_medicine",
    "restore_question",
    "restore_series",
    "restore_step",
    "restore_task",
    "restore_team_member",
    "restore_treatment",
    "say_no",
    "say_yes",
    "set_attendance",
    "set_going_alone",
    "set_watches",
    "stop_asking",
    "take_as_asked",
    "take_back_link",
    "take_by_link",
    "thank_for_task",
    "tick_as_needed",
    "tick_dose",
    "undo_change",
    "undo_tick",
    "undo_together",
    "visit_of_contact",
    "withdraw_medicine",
    "withdraw_series",
    "withdraw_task",
    "withdraw_team_member",
    "withdraw_treatment",
]
