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
    appointments_of,
    draft_of_appointment,
    locked_appointment,
    overlapping,
)
from apps.careplan.selectors.between import asked_of_me, requests_of, thanked_by, waiting_request
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
from apps.careplan.selectors.doses import (
    AsNeededCard,
    DayOfDoses,
    DoseCard,
    Tick,
    dose_in_slot,
    doses_of_day,
    doses_of_today,
    is_ticked_on,
    ticks,
    was_ever_ticked,
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
<<<<<<< HEAD
from apps.careplan.selectors.links import task_link, would_help
=======
from apps.careplan.selectors.links import (
    task_link,
    would_help,
)
>>>>>>> meds
from apps.careplan.selectors.medicines import (
    MedicineCard,
    MedicineList,
    draft_of_medicine,
    locked_medicine,
    medicine_card,
    medicine_list,
    pauses,
)
<<<<<<< HEAD
from apps.careplan.selectors.members import is_still_here, reaches
from apps.careplan.selectors.paging import Page
=======
from apps.careplan.selectors.members import (
    is_still_here,
    reaches,
)
from apps.careplan.selectors.paging import (
    Page,
)
>>>>>>> meds
from apps.careplan.selectors.seats import (
    Reply,
    contacts,
    my_answer,
    my_seats,
    replies,
    seat_holders,
    seat_kind,
<<<<<<< HEAD
    seats_held,
)
from apps.careplan.selectors.series import SeriesCard, locked_later, series_card, tasks_of_series
from apps.careplan.selectors.sheets import SheetLine, medicine_sheet
from apps.careplan.selectors.supplies import draft_of_supply, stocks, supply
=======
)
from apps.careplan.selectors.series import (
    SeriesCard,
    locked_later,
    series_card,
    tasks_of_series,
)
from apps.careplan.selectors.sheets import (
    SheetLine,
    medicine_sheet,
)
from apps.careplan.selectors.supplies import (
    draft_of_supply,
    stocks,
    supply,
)
>>>>>>> meds
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
from apps.careplan.selectors.team import (
    CareTeam,
    WorryLine,
    care_team,
    draft_of_team_member,
    locked_team_member,
    team_member,
)
from apps.careplan.selectors.treatments import (
    TreatmentCard,
    draft_of_treatment,
    linkable_medicines,
    locked_treatment,
    treatment_card,
    treatments,
)
from apps.careplan.selectors.watches import draft_of_watches, may_hear_of, watch_names, watched_dose
from apps.careplan.selectors.workload import Carrier, Workload, workload

__all__ = [
    "AgendaDay",
    "AgendaMonth",
    "AppointmentCard",
    "AsNeededCard",
    "CareTeam",
    "Carrier",
    "DayOfDoses",
    "DoseCard",
    "MedicineCard",
    "MedicineList",
    "NextAppointments",
    "Page",
    "Reply",
    "SeatCard",
    "SeriesCard",
    "SheetLine",
    "TaskBoard",
    "TaskCard",
    "TaskColumn",
    "Tick",
    "TodayTasks",
    "TreatmentCard",
    "Workload",
    "WorryLine",
    "agenda",
    "appointment",
    "appointment_card",
    "appointment_to_repeat",
    "appointments_of",
    "asked_of_me",
    "cancelled_with",
    "care_team",
    "claimer_of",
    "concerns_of",
    "contacts",
    "could_be_asked",
    "dose_in_slot",
    "doses_of_day",
    "doses_of_today",
    "draft_of_appointment",
    "draft_of_medicine",
    "draft_of_supply",
    "draft_of_task",
    "draft_of_team_member",
    "draft_of_treatment",
    "draft_of_watches",
    "earlier_appointments",
    "first_appointment_of",
    "holder_name",
    "is_free",
    "is_held_by",
    "is_party",
    "is_still_here",
    "is_ticked_on",
    "linkable_medicines",
    "locked_appointment",
    "locked_cancelled_with",
    "locked_later",
    "locked_medicine",
    "locked_task",
    "locked_tasks",
    "locked_team_member",
    "locked_treatment",
    "locked_with_later",
    "may_change",
    "may_hear_of",
    "medicine_card",
    "medicine_list",
    "medicine_sheet",
    "my_answer",
    "my_seats",
    "next_appointments",
    "overlapping",
    "pauses",
    "reaches",
    "replies",
    "requests_of",
    "seat_holders",
    "seat_kind",
    "seats_held",
    "series_card",
    "stocks",
    "supply",
    "task",
    "task_board",
    "task_card",
    "task_group",
    "task_link",
    "task_to_change",
    "tasks_ahead",
    "tasks_for_today",
    "tasks_of_series",
    "team_member",
    "thanked_by",
    "ticks",
    "treatment_card",
    "treatments",
    "upcoming_appointments",
    "waiting_request",
    "was_ever_ticked",
    "watch_names",
    "watched_dose",
    "workload",
    "would_help",
]
