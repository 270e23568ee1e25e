"""Reads of this room. Today and others import them from here."""

from apps.careplan.selectors.appointments import (
    AgendaDay,
    AgendaMonth,
    AppointmentCard,
    NextAppointments,
    SeatCard,
    agenda,
    appointment,
    appointment_card,
    draft_of_appointment,
    earlier_appointments,
    locked_appointment,
    next_appointments,
    upcoming_appointments,
)
from apps.careplan.selectors.between import asked_of_me, requests_of, thanked_by, waiting_request
from apps.careplan.selectors.boards import TaskBoard, TaskColumn, task_board, task_group
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
from apps.careplan.selectors.members import is_still_here
from apps.careplan.selectors.paging import Page
from apps.careplan.selectors.seats import Reply, my_answer, my_seats, replies, seat_kind
from apps.careplan.selectors.series import SeriesCard, locked_later, series_card, tasks_of_series
from apps.careplan.selectors.tasks import (
    TaskCard,
    TodayTasks,
    draft_of_task,
    locked_task,
    locked_tasks,
    task,
    task_card,
    task_to_change,
    tasks_ahead,
    tasks_for_today,
)
from apps.careplan.selectors.workload import Carrier, Workload, workload

__all__ = [
    "AgendaDay",
    "AgendaMonth",
    "AppointmentCard",
    "Carrier",
    "NextAppointments",
    "Page",
    "Reply",
    "SeatCard",
    "SeriesCard",
    "TaskBoard",
    "TaskCard",
    "TaskColumn",
    "TodayTasks",
    "Workload",
    "agenda",
    "appointment",
    "appointment_card",
    "asked_of_me",
    "claimer_of",
    "concerns_of",
    "could_be_asked",
    "draft_of_appointment",
    "draft_of_task",
    "earlier_appointments",
    "holder_name",
    "is_free",
    "is_held_by",
    "is_party",
    "is_still_here",
    "locked_appointment",
    "locked_later",
    "locked_task",
    "locked_tasks",
    "may_change",
    "my_answer",
    "my_seats",
    "next_appointments",
    "replies",
    "requests_of",
    "seat_kind",
    "series_card",
    "task",
    "task_board",
    "task_card",
    "task_group",
    "task_link",
    "task_to_change",
    "tasks_ahead",
    "tasks_for_today",
    "tasks_of_series",
    "thanked_by",
    "upcoming_appointments",
    "waiting_request",
    "workload",
    "would_help",
]
