"""Reads of this room. Today and others import them from here."""

from apps.careplan.selectors.appointment_series import (
    cancelled_with,
    first_appointment_of,
    locked_cancelled_with,
    locked_with_later,
)
from apps.careplan.selectors.appointments import (
    appointment,
    appointment_card,
    appointment_to_repeat,
    draft_of_appointment,
    locked_appointment,
    overlapping,
)
from apps.careplan.selectors.between import asked_of_me, thanked_by, waiting_request
from apps.careplan.selectors.boards import TaskBoard, TaskColumn, task_board, task_group
from apps.careplan.selectors.cards import AppointmentCard, SeatCard
from apps.careplan.selectors.dates import (
    AgendaDay,
    AgendaMonth,
    NextAppointments,
    agenda,
    earlier_appointments,
    next_appointments,
    upcoming_appointments,
)
from apps.careplan.selectors.helping import concerns_of, could_be_asked
from apps.careplan.selectors.holders import (
    claimer_of,
    holder_name,
    is_free,
    is_held_by,
    is_party,
    may_change,
)
from apps.careplan.selectors.links import task_link, would_help
from apps.careplan.selectors.members import is_still_here, reaches
from apps.careplan.selectors.paging import Page
from apps.careplan.selectors.seats import (
    Reply,
    contacts,
    my_answer,
    my_seats,
    replies,
    seat_holders,
    seat_kind,
)
from apps.careplan.selectors.series import SeriesCard, locked_later, series_card, tasks_of_series
from apps.careplan.selectors.tasks import (
    TaskCard,
    TodayTasks,
    draft_of_task,
    locked_task,
    task,
    task_card,
    task_to_change,
    tasks_for_today,
)

__all__ = [
    "AgendaDay",
    "AgendaMonth",
    "AppointmentCard",
    "NextAppointments",
    "Page",
    "Reply",
    "SeatCard",
    "SeriesCard",
    "TaskBoard",
    "TaskCard",
    "TaskColumn",
    "TodayTasks",
    "agenda",
    "appointment",
    "appointment_card",
    "appointment_to_repeat",
    "asked_of_me",
    "cancelled_with",
    "claimer_of",
    "concerns_of",
    "contacts",
    "could_be_asked",
    "draft_of_appointment",
    "draft_of_task",
    "earlier_appointments",
    "first_appointment_of",
    "holder_name",
    "is_free",
    "is_held_by",
    "is_party",
    "is_still_here",
    "locked_appointment",
    "locked_cancelled_with",
    "locked_later",
    "locked_task",
    "locked_with_later",
    "may_change",
    "my_answer",
    "my_seats",
    "next_appointments",
    "overlapping",
    "reaches",
    "replies",
    "seat_holders",
    "seat_kind",
    "series_card",
    "task",
    "task_board",
    "task_card",
    "task_group",
    "task_link",
    "task_to_change",
    "tasks_for_today",
    "tasks_of_series",
    "thanked_by",
    "upcoming_appointments",
    "waiting_request",
    "would_help",
]
