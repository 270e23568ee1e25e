"""What people take along of the plan."""

from django.utils.translation import gettext_lazy as _

from apps.careplan import archived
from apps.careplan.models import (
    Appointment,
    AppointmentSeries,
    Attendance,
    Change,
    Dose,
    DoseDay,
    Medicine,
    MedicineChange,
    MedicinePause,
    MedicineRhythm,
    MedicineWatch,
    NextStep,
    Outcome,
    PlanChange,
    Question,
    Seat,
    Supply,
    Task,
    TaskChange,
    TaskLink,
    TaskRequest,
    TaskSeries,
    TaskThanks,
    TeamMember,
    Treatment,
)
from apps.careplan.selectors.between import requests_told
from apps.careplan.selectors.history import changes_told
from apps.core.portable import Part, Told, Words

_SHARED = {"audience": _("Who may see it")}
_OFF_THE_LIST = {"is_withdrawn": _("Taken off the list")}


def _history(model: type[Change], title: Words) -> Part:
    fields: dict[str, Words | Told] = {
        "thing": archived.THING,
        "at": _("When"),
        "who": _("Who"),
        "change": archived.CHANGE,
    }
    return Part(model, title, fields, rows=lambda access: changes_told(access, model))


PARTS = (
    Part(
        Appointment,
        _("Dates"),
        {
            "name": _("What"),
            "kind": _("Kind"),
            "when": archived.VISIT_WHEN,
            "series": archived.SERIES,
            "place": _("Place"),
            "address": _("Address"),
            "map_link": _("Link to a map"),
            "phone": _("Phone"),
            "call_link": _("Link of the call"),
            "travel_minutes": archived.WAY,
            "preparation": _("What to prepare"),
            "status": _("How it stands"),
            "goes_alone": _("The patient goes alone"),
            **_SHARED,
        },
    ),
    Part(AppointmentSeries, _("Dates that come back"), {"repeat": archived.REPEAT}),
    Part(
        Seat,
        _("Who comes along"),
        {
            "appointment": archived.VISIT,
            "kind": _("Who is needed"),
            "holder": _("Who it is"),
            "contact": _("Somebody without an account"),
            "guest": _("Somebody known by name"),
        },
    ),
    Part(
        Attendance,
        _("Answers"),
        {
            "appointment": archived.VISIT,
            "membership": _("Who"),
            "answer": _("Answer"),
            "answered_at": _("Answered on"),
        },
    ),
    Part(
        Question,
        _("Questions"),
        {
            "text": _("Question"),
            "appointment": archived.VISIT,
            "kind": _("For the next"),
            "status": _("How it stands"),
            "answer": _("Answer"),
            "answered_by": _("Written down by"),
            "answered_at": _("Written down on"),
            **_SHARED,
        },
    ),
    Part(
        Outcome,
        _("What was said"),
        {
            "appointment": archived.VISIT,
            "said": _("What was said"),
            "decisions": _("What was decided"),
        },
    ),
    Part(
        NextStep,
        _("Next steps"),
        {
            "appointment": archived.VISIT,
            "text": _("Next step"),
            "dropped_at": _("Taken off the list on"),
        },
    ),
    Part(
        Task,
        _("Tasks"),
        {
            "title": _("What"),
            "kind": _("Kind"),
            "notes": _("What else is good to know"),
            "when": archived.TASK_WHEN,
            "minutes": archived.LENGTH,
            "series": archived.SERIES,
            "status": _("How it stands"),
            "claimed_by": _("Who has it"),
            "claimed_contact": _("Who has it, without an account"),
            "claimed_at": _("Taken on"),
            "done_by": _("Done by"),
            "done_at": _("Done on"),
            **_SHARED,
        },
    ),
    Part(TaskSeries, _("Tasks that come back"), {"repeat": archived.REPEAT}),
    Part(
        TaskRequest,
        _("Who was asked to take a task"),
        {
            "task": _("Task"),
            "asked": _("Who was asked"),
            "created_at": _("Asked on"),
            "status": _("Answer"),
            "answered_at": _("Answered on"),
        },
        rows=requests_told,
    ),
    Part(
        TaskLink,
        _("Links to one task"),
        {
            "task": _("Task"),
            "created_at": _("Made on"),
            "shows_title": _("Shows what it is"),
            "shows_when": _("Shows when it is"),
            "shows_notes": _("Shows what else is good to know"),
            "taken_back_at": _("Taken back on"),
        },
    ),
    Part(TaskThanks, _("Thanks"), {"task": _("Task"), "created_at": _("Said on")}),
    Part(
        Medicine,
        _("Medicines"),
        {
            "name": _("Name"),
            "dose": _("Dose"),
            "purpose": _("What it is for"),
            "food": _("With or without food"),
            "limit": _("Not more often than"),
            "starts_on": _("First day"),
            "ends_on": _("Last day"),
            "notes": _("What else is good to know"),
            **_OFF_THE_LIST,
            **_SHARED,
        },
    ),
    Part(
        MedicineRhythm,
        _("When they are taken"),
        {"medicine": _("Medicine"), "from_on": _("From"), "rhythm": archived.RHYTHM},
    ),
    Part(
        MedicinePause,
        _("Pauses"),
        {
            "medicine": _("Medicine"),
            "from_on": _("From"),
            "until_on": _("Until"),
            "reason": _("Why"),
        },
    ),
    Part(
        Dose,
        _("Doses that were ticked"),
        {
            "medicine": _("Medicine"),
            "day": _("Day"),
            "slot": _("Time"),
            "state": _("What became of it"),
            "ticked_at": _("Ticked on"),
        },
    ),
    Part(
        DoseDay,
        _("Days with reminders of doses"),
        {"medicine": _("Medicine"), "day": _("Day")},
    ),
    Part(
        Supply,
        _("What is left"),
        {
            "medicine": _("Medicine"),
            "counted": archived.COUNTED,
            "unit": _("Counted in"),
            "per_dose": archived.PER_DOSE,
            "counted_at": _("Counted on"),
        },
    ),
    Part(
        MedicineWatch,
        _("Who hears of doses"),
        {"medicine": _("Medicine"), "member": _("Who"), "kind": _("When")},
    ),
    Part(
        Treatment,
        _("Treatments"),
        {
            "name": _("Name"),
            "kind": _("Kind"),
            "starts_on": _("First day"),
            "ends_on": _("Last day"),
            "cycles": _("Number of cycles"),
            "cycle_now": _("Cycle it is in"),
            "end_reason": _("Why it ended"),
            "notes": _("What else is good to know"),
            **_OFF_THE_LIST,
            **_SHARED,
        },
    ),
    Part(
        TeamMember,
        _("Care team"),
        {
            "name": _("Name"),
            "role": _("Role"),
            "phone": _("Phone"),
            "extension": _("Extension"),
            "hours": _("Hours"),
            "day_and_night": _("Open day and night"),
            "worries": archived.WORRIES,
            "own_worry": _("Another worry"),
            **_OFF_THE_LIST,
        },
    ),
    _history(PlanChange, _("What was changed in the plan, the last 30 days")),
    _history(TaskChange, _("What was changed of tasks, the last 30 days")),
    _history(MedicineChange, _("What was changed of medicines, the last 30 days")),
)
