"""Reads of this room. Today and others import them from here."""

from apps.careplan.selectors.appointments import (
    appointment,
    appointment_card,
    appointment_to_repeat,
    draft_of_appointment,
    locked_appointment,
    overlapping,
)
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
from apps.careplan.selectors.members import is_still_here, reaches
from apps.careplan.selectors.paging import Page
from apps.careplan.selectors.seats import Reply, contacts, my_answer, my_seats, replies, seat_kind
from apps.careplan.selectors.series import (
    cancelled_with,
    first_of_series,
    locked_cancelled_with,
    locked_with_later,
)
from apps.careplan.selectors.tasks import (
    TaskBoard,
    TaskCard,
    TodayTasks,
    claimer_of,
    draft_of_task,
    is_party,
    locked_task,
    task,
    task_board,
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
    "TaskBoard",
    "TaskCard",
    "TodayTasks",
    "agenda",
    "appointment",
    "appointment_card",
    "appointment_to_repeat",
    "cancelled_with",
    "claimer_of",
    "contacts",
    "draft_of_appointment",
    "draft_of_task",
    "earlier_appointments",
    "first_of_series",
    "is_party",
    "is_still_here",
    "locked_appointment",
    "locked_cancelled_with",
    "locked_task",
    "locked_with_later",
    "my_answer",
    "my_seats",
    "next_appointments",
    "overlapping",
    "reaches",
    "replies",
    "seat_kind",
    "task",
    "task_board",
    "task_card",
    "task_to_change",
    "tasks_for_today",
    "upcoming_appointments",
]
